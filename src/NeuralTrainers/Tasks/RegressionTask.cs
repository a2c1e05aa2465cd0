using System.Globalization;
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
        OutputCount = loss.OutputsFor(classCount: 1),
        Loss = loss,
        TargetMean = loss.TargetScaling == TargetScaling.Standardize ? (float)labels.Mean : 0,
        TargetScale = loss.TargetScaling switch
        {
            TargetScaling.Standardize => labels.Deviation,
            TargetScaling.DivideByMean when labels.Mean > 0 => (float)labels.Mean,
            _ => 1,
        },
    };

    public override IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label, Loss loss) => loss switch
    {
        PinballLoss => [ScoreShapes.Score(OutputColumnNames.Score), ScoreShapes.Vector(OutputColumnNames.Quantiles)],
        GaussianLoss => [ScoreShapes.Score(OutputColumnNames.Score), ScoreShapes.Score(OutputColumnNames.StandardDeviation)],
        _ => [ScoreShapes.Score(OutputColumnNames.Score)],
    };

    public override IReadOnlyList<ScoreColumn> ScoreColumns(int head, HeadDescription description, KeyValues? labels, uint setId)
    {
        var annotations = new ScoreAnnotations("Regression", setId);
        return description.Loss switch
        {
            PinballLoss pinball =>
            [
                ScoreColumn.Number(OutputColumnNames.Score, annotations.Score(), head, MostCentral(pinball.Quantiles)),
                ScoreColumn.Vector(
                    OutputColumnNames.Quantiles,
                    annotations.Vector([.. pinball.Quantiles.Select(level => level.ToString(CultureInfo.InvariantCulture))]),
                    head,
                    description.OutputCount),
            ],
            GaussianLoss =>
            [
                ScoreColumn.Number(OutputColumnNames.Score, annotations.Score(), head),
                ScoreColumn.Number(OutputColumnNames.StandardDeviation, annotations.Score(), head, output: 1),
            ],
            _ => [ScoreColumn.Number(OutputColumnNames.Score, annotations.Score(), head)],
        };
    }

    private static int MostCentral(IReadOnlyList<float> levels) => Enumerable.Range(0, levels.Count).MinBy(i => Math.Abs(levels[i] - 0.5f));
}
