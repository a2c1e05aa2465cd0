using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>A number.</summary>
internal sealed class RegressionKind : TaskKind
{
    public static RegressionKind Instance { get; } = new();

    public override TargetKind Target => TargetKind.Regression;

    public override LabelKind LabelKind => LabelKind.Number;

    public override int? ClassCount(DataViewSchema.Column label) => null;

    public override IReadOnlyList<string> ClassNames(HeadDescription head, KeyValues? labels) => [];

    public override HeadDescription Fit(HeadDescription head, LabelStatistics labels) => head with
    {
        TargetMean = head.Loss.TargetScaling == TargetScaling.Standardize ? (float)labels.Mean : 0,
        TargetScale = head.Loss.TargetScaling switch
        {
            TargetScaling.Standardize => labels.Deviation,
            TargetScaling.DivideByMean when labels.Mean > 0 => (float)labels.Mean,
            _ => 1,
        },
    };

    public override IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label, Loss loss, OutputColumnNames names) => loss switch
    {
        PinballLoss pinball => [ScoreShapes.Score(names.Score), .. pinball.Quantiles.Select(level => ScoreShapes.Score(names.Quantile(level)))],
        GaussianLoss => [ScoreShapes.Score(names.Score), ScoreShapes.Score(names.StandardDeviation)],
        _ => [ScoreShapes.Score(names.Score)],
    };

    public override IReadOnlyList<ScoreColumn> ScoreColumns(
        int head, HeadDescription description, KeyValues? labels, uint setId, OutputColumnNames names)
    {
        var annotations = new ScoreAnnotations("Regression", setId);
        return description.Loss switch
        {
            PinballLoss pinball =>
            [
                ScoreColumn.Number(names.Score, annotations.Score(), head, MostCentral(pinball.Quantiles)),
                .. pinball.Quantiles.Select((level, output) => ScoreColumn.Number(names.Quantile(level), annotations.Score(), head, output)),
            ],
            GaussianLoss =>
            [
                ScoreColumn.Number(names.Score, annotations.Score(), head),
                ScoreColumn.Number(names.StandardDeviation, annotations.Score(), head, output: 1),
            ],
            _ => [ScoreColumn.Number(names.Score, annotations.Score(), head)],
        };
    }

    private static int MostCentral(IReadOnlyList<float> levels) => Enumerable.Range(0, levels.Count).MinBy(i => Math.Abs(levels[i] - 0.5f));
}
