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

    /// <summary>Ours: set on the key columns that <c>TabularFeaturizer</c> makes; trainers take them as categorical unless told otherwise.</summary>
    public const string IsCategorical = "IsCategorical";

    /// <summary>Ours: set on the feature vector that <c>TabularFeaturizer</c> makes; trainers choose their network by it unless told otherwise.</summary>
    public const string IsTabularFeatures = "IsTabularFeatures";
}
