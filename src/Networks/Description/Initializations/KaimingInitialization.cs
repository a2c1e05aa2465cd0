namespace NeuralTrainers;

/// <summary>
/// Variance 2 / inputs, or 2 / ((1 + slope^2) inputs) before a leaky ReLU (He et al., "Delving Deep into Rectifiers", 2015, section 2.2).
/// </summary>
public sealed record KaimingInitialization : WeightInitialization
{
    /// <summary>Uniform or normal.</summary>
    /// <value>The default is <see cref="InitializationDistribution.Normal"/>.</value>
    public InitializationDistribution Distribution { get; init; } = InitializationDistribution.Normal;
}
