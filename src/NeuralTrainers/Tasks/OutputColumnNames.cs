namespace NeuralTrainers;

/// <summary>The names of the columns that a model adds; the first three are ML.NET's own.</summary>
internal static class OutputColumnNames
{
    public const string Score = "Score";
    public const string Probability = "Probability";
    public const string PredictedLabel = "PredictedLabel";

    /// <summary>What a <see cref="PinballLoss"/> adds.</summary>
    public const string Quantiles = "Quantiles";

    /// <summary>What a <see cref="GaussianLoss"/> adds.</summary>
    public const string StandardDeviation = "StandardDeviation";
}
