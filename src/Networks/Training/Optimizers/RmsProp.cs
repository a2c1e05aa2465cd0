namespace NeuralTrainers;

/// <summary>
/// Steps divided by the root of the squared gradient's running mean (Tieleman and Hinton, "Lecture 6.5: rmsprop", 2012):
/// s = a s + (1 - a) g^2, d = g / (sqrt(s) + epsilon), w = w - rate d, or with momentum v = momentum v + d, w = w - rate v.
/// </summary>
public sealed record RmsProp : Optimizer
{
    /// <summary>The decay a of the running mean, in [0, 1).</summary>
    /// <value>The default is 0.99.</value>
    public float Alpha { get; init; } = 0.99f;

    /// <summary>Added to the denominator. Above 0.</summary>
    /// <value>The default is 1e-8.</value>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>The share of the last update that is kept, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public float Momentum { get; init; }

    /// <summary>Whether the squared running mean of the gradient is subtracted, which leaves its variance (Graves, 2013, equation 40).</summary>
    public bool Centered { get; init; }

    internal override void Validate()
    {
        Require.Fraction(Alpha, nameof(Alpha));
        Require.Positive(Epsilon, nameof(Epsilon));
        Require.Fraction(Momentum, nameof(Momentum));
    }
}
