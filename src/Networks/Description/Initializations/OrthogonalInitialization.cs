namespace NeuralTrainers;

/// <summary>
/// Orthonormal rows, or columns where there are fewer of them, times a gain (Saxe, McClelland and Ganguli, "Exact Solutions to the Nonlinear
/// Dynamics of Learning in Deep Linear Neural Networks", 2014).
/// </summary>
public sealed record OrthogonalInitialization : WeightInitialization
{
    /// <summary>The factor. Above 0.</summary>
    /// <value>The default is 1.</value>
    public float Gain { get; init; } = 1f;

    internal override void Validate() => Require.Positive(Gain, nameof(Gain));
}
