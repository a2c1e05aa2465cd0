namespace NeuralTrainers;

/// <summary>ML.NET's names of the columns that a model adds.</summary>
internal static class OutputColumnNames
{
    public const string Score = "Score";
    public const string Probability = "Probability";
    public const string PredictedLabel = "PredictedLabel";
}
