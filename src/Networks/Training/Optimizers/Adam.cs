namespace NeuralTrainers;

/// <summary>
/// Adaptive moment estimation (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1): m = b1 m + (1 - b1) g,
/// v = b2 v + (1 - b2) g^2, w = w - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon). Weight decay is part of g.
/// </summary>
public sealed record Adam : Optimizer
{
    /// <summary>The decay of the gradient's running mean, in [0, 1).</summary>
    /// <value>The default is 0.9.</value>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>The decay of the squared gradient's running mean, in [0, 1).</summary>
    /// <value>The default is 0.999.</value>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>Added to the denominator. Above 0.</summary>
    /// <value>The default is 1e-8.</value>
    public float Epsilon { get; init; } = 1e-8f;

    internal override void Validate()
    {
        Require.Fraction(Beta1, nameof(Beta1));
        Require.Fraction(Beta2, nameof(Beta2));
        Require.Positive(Epsilon, nameof(Epsilon));
    }
}
