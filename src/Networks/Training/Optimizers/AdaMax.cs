namespace NeuralTrainers;

/// <summary>
/// Adam with the largest decayed gradient instead of a root mean square (Kingma and Ba, "Adam", 2015, algorithm 2): m = b1 m + (1 - b1) g,
/// u = max(b2 u, |g| + epsilon), w = w - rate / (1 - b1^t) m / u.
/// </summary>
public sealed record AdaMax : Optimizer
{
    /// <summary>The decay of the gradient's running mean, in [0, 1).</summary>
    /// <value>The default is 0.9.</value>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>The decay of the largest gradient, in [0, 1).</summary>
    /// <value>The default is 0.999.</value>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>Added to the gradient's size. Above 0.</summary>
    /// <value>The default is 1e-8.</value>
    public float Epsilon { get; init; } = 1e-8f;

    internal override void Validate()
    {
        Require.Fraction(Beta1, nameof(Beta1));
        Require.Fraction(Beta2, nameof(Beta2));
        Require.Positive(Epsilon, nameof(Epsilon));
    }
}
