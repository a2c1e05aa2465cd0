using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>True or false.</summary>
internal sealed class BinaryKind : TaskKind
{
    public static BinaryKind Instance { get; } = new();

    public override TargetKind Target => TargetKind.Binary;

    public override LabelKind LabelKind => LabelKind.Boolean;

    public override int? ClassCount(DataViewSchema.Column label) => 2;

    public override IReadOnlyList<string> ClassNames(HeadDescription head, KeyValues? labels) => [bool.FalseString, bool.TrueString];

    public override HeadDescription Fit(HeadDescription head, LabelStatistics labels) => head;

    public override IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label, Loss loss, OutputColumnNames names) =>
    [
        ScoreShapes.PredictedLabel(names.PredictedLabel),
        ScoreShapes.Score(names.Score),
        .. loss.GivesProbabilities ? [ScoreShapes.Probability(names.Probability)] : Array.Empty<SchemaShape.Column>(),
    ];

    public override IReadOnlyList<ScoreColumn> ScoreColumns(
        int head, HeadDescription description, KeyValues? labels, uint setId, OutputColumnNames names)
    {
        var annotations = new ScoreAnnotations("BinaryClassification", setId);
        return
        [
            ScoreColumn.IsPositive(names.PredictedLabel, annotations.PredictedLabel(), head),
            ScoreColumn.Number(names.Score, annotations.Score(), head),
            .. description.Loss.GivesProbabilities
                ? [ScoreColumn.Probability(names.Probability, annotations.Probability(), head)]
                : Array.Empty<ScoreColumn>(),
        ];
    }
}
