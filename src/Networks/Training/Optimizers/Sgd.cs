namespace NeuralTrainers;

/// <summary>
/// Stochastic gradient descent with momentum as PyTorch defines it: v = momentum v + g, w = w - rate v,
/// or with Nesterov's look-ahead w = w - rate (g + momentum v) (Sutskever et al., 2013).
/// </summary>
public sealed record Sgd : Optimizer
{
    /// <summary>The share of the last update that is kept, in [0, 1). 0 is plain gradient descent.</summary>
    /// <value>The default is 0.9.</value>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>Whether the gradient is taken where the momentum leads.</summary>
    public bool Nesterov { get; init; }

    internal override void Validate()
    {
        Require.Fraction(Momentum, nameof(Momentum));
        if (Nesterov && Momentum == 0)
        {
            throw new ArgumentException($"{nameof(Nesterov)} needs a {nameof(Momentum)} above 0.", nameof(Nesterov));
        }
    }
}
