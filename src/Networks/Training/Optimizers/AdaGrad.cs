namespace NeuralTrainers;

/// <summary>
/// Steps divided by the root of all squared gradients so far (Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning
/// and Stochastic Optimization", 2011): s = s + g^2, w = w - rate g / (sqrt(s) + epsilon). Learning rates around 0.01 are usual.
/// </summary>
public sealed record AdaGrad : Optimizer
{
    /// <summary>Added to the denominator. Above 0.</summary>
    /// <value>The default is 1e-10.</value>
    public float Epsilon { get; init; } = 1e-10f;

    internal override void Validate() => Require.Positive(Epsilon, nameof(Epsilon));
}
