namespace NeuralTrainers;

/// <summary>
/// Steps of the size of earlier steps (Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012, algorithm 1): s = r s + (1 - r) g^2,
/// d = sqrt(a + epsilon) / sqrt(s + epsilon) g, a = r a + (1 - r) d^2, w = w - rate d. The usual learning rate is 1.
/// </summary>
public sealed record AdaDelta : Optimizer
{
    /// <summary>The decay r of both running means, in [0, 1).</summary>
    /// <value>The default is 0.9.</value>
    public float Rho { get; init; } = 0.9f;

    /// <summary>Added under both roots. Above 0.</summary>
    /// <value>The default is 1e-6.</value>
    public float Epsilon { get; init; } = 1e-6f;

    internal override void Validate()
    {
        Require.Fraction(Rho, nameof(Rho));
        Require.Positive(Epsilon, nameof(Epsilon));
    }
}
