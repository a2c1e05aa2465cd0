using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>A number.</summary>
internal sealed class RegressionTask : PredictionTask
{
    public static RegressionTask Instance { get; } = new();

    public override TargetKind Target => TargetKind.Regression;

    public override LabelKind LabelKind => LabelKind.Number;

    public override int? ClassCount(DataViewSchema.Column label) => null;

    public override IReadOnlyList<string> ClassNames(HeadDescription head, KeyValues? labels) => [];

    public override HeadDescription CreateHead(string name, Loss loss, LabelStatistics labels) => new()
    {
        Name = name,
        OutputCount = 1,
        Loss = loss,
        TargetMean = (float)labels.Mean,
        TargetScale = labels.Scale,
    };

    public override IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label) => [ScoreShapes.Score(OutputColumnNames.Score)];

    public override IReadOnlyList<ScoreColumn> ScoreColumns(int head, HeadDescription description, KeyValues? labels, uint setId) =>
        [ScoreColumn.Number(OutputColumnNames.Score, new ScoreAnnotations("Regression", setId).Score(), head)];
}
