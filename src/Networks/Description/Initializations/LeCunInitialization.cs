namespace NeuralTrainers;

/// <summary>Variance 1 / inputs (LeCun et al., "Efficient BackProp", 1998, section 4.6).</summary>
public sealed record LeCunInitialization : WeightInitialization
{
    /// <summary>Uniform or normal.</summary>
    /// <value>The default is <see cref="InitializationDistribution.Normal"/>.</value>
    public InitializationDistribution Distribution { get; init; } = InitializationDistribution.Normal;
}
