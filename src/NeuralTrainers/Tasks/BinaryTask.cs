using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>True or false.</summary>
internal sealed class BinaryTask : PredictionTask
{
    public static BinaryTask Instance { get; } = new();

    public override TargetKind Target => TargetKind.Binary;

    public override LabelKind LabelKind => LabelKind.Boolean;

    public override int? ClassCount(DataViewSchema.Column label) => 2;

    public override IReadOnlyList<string> ClassNames(HeadDescription head, KeyValues? labels) => [bool.FalseString, bool.TrueString];

    public override HeadDescription CreateHead(string name, Loss loss, LabelStatistics labels) =>
        new() { Name = name, OutputCount = 1, Loss = loss };

    public override IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label, Loss loss) =>
    [
        ScoreShapes.PredictedLabel(OutputColumnNames.PredictedLabel),
        ScoreShapes.Score(OutputColumnNames.Score),
        .. loss.GivesProbabilities ? [ScoreShapes.Probability(OutputColumnNames.Probability)] : Array.Empty<SchemaShape.Column>(),
    ];

    public override IReadOnlyList<ScoreColumn> ScoreColumns(int head, HeadDescription description, KeyValues? labels, uint setId)
    {
        var annotations = new ScoreAnnotations("BinaryClassification", setId);
        return
        [
            ScoreColumn.IsPositive(OutputColumnNames.PredictedLabel, annotations.PredictedLabel(), head),
            ScoreColumn.Number(OutputColumnNames.Score, annotations.Score(), head),
            .. description.Loss.GivesProbabilities
                ? [ScoreColumn.Probability(OutputColumnNames.Probability, annotations.Probability(), head)]
                : Array.Empty<ScoreColumn>(),
        ];
    }
}
