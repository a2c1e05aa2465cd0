namespace NeuralTrainers;

/// <summary>
/// Variance 2 / (inputs + outputs) (Glorot and Bengio, "Understanding the Difficulty of Training Deep Feedforward Neural Networks", 2010).
/// </summary>
public sealed record XavierInitialization : WeightInitialization
{
    /// <summary>Uniform or normal.</summary>
    /// <value>The default is <see cref="InitializationDistribution.Uniform"/>.</value>
    public InitializationDistribution Distribution { get; init; } = InitializationDistribution.Uniform;
}
