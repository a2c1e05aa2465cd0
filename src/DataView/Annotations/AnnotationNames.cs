namespace NeuralTrainers.DataView;

/// <summary>The names of ML.NET's annotations, which it keeps internal.</summary>
internal static class AnnotationNames
{
    public const string IsNormalized = "IsNormalized";
    public const string KeyValues = "KeyValues";
    public const string ScoreColumnKind = "ScoreColumnKind";
    public const string ScoreColumnSetId = "ScoreColumnSetId";
    public const string ScoreValueKind = "ScoreValueKind";
    public const string SlotNames = "SlotNames";
    public const string TrainingLabelValues = "TrainingLabelValues";
}
