namespace NeuralTrainers;

/// <summary>Uniform in [-bound, bound).</summary>
public sealed record UniformInitialization : WeightInitialization
{
    /// <summary>The bound. 0 or above.</summary>
    /// <value>The default is 0.05.</value>
    public float Bound { get; init; } = 0.05f;

    internal override void Validate() => Require.NotNegative(Bound, nameof(Bound));
}
