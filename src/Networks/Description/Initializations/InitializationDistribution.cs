namespace NeuralTrainers;

/// <summary>What random weights are drawn from.</summary>
public enum InitializationDistribution
{
    /// <summary>Uniform around 0.</summary>
    Uniform,

    /// <summary>Normal around 0.</summary>
    Normal,
}
