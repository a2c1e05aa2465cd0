namespace NeuralTrainers;

/// <summary>How the numbers of a column are distributed after quantile normalization.</summary>
public enum QuantileDistribution
{
    /// <summary>The standard normal distribution.</summary>
    Normal,

    /// <summary>The uniform distribution from 0 to 1.</summary>
    Uniform,
}
