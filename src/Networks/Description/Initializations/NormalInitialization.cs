namespace NeuralTrainers;

/// <summary>Normal with mean 0.</summary>
public sealed record NormalInitialization : WeightInitialization
{
    /// <summary>The standard deviation. 0 or above.</summary>
    /// <value>The default is 0.05.</value>
    public float Deviation { get; init; } = 0.05f;

    internal override void Validate() => Require.NotNegative(Deviation, nameof(Deviation));
}
