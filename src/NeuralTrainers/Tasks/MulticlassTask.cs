using System.Globalization;
using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>One of several classes.</summary>
internal sealed class MulticlassTask : PredictionTask
{
    public static MulticlassTask Instance { get; } = new();

    public override TargetKind Target => TargetKind.Multiclass;

    public override LabelKind LabelKind => LabelKind.Key;

    public override int? ClassCount(DataViewSchema.Column label) => KeyGetter.Cardinality(label);

    public override IReadOnlyList<string> ClassNames(HeadDescription head, KeyValues? labels) =>
        labels?.Values ?? [.. Enumerable.Range(1, head.OutputCount).Select(key => key.ToString(CultureInfo.InvariantCulture))];

    public override HeadDescription CreateHead(string name, Loss loss, LabelStatistics labels) => new()
    {
        Name = name,
        OutputCount = labels.ClassTotals.Count,
        Loss = loss,
    };

    public override IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label, Loss loss) =>
    [
        ScoreShapes.PredictedClass(OutputColumnNames.PredictedLabel, label),
        ScoreShapes.ClassScores(OutputColumnNames.Score, label),
    ];

    public override IReadOnlyList<ScoreColumn> ScoreColumns(int head, HeadDescription description, KeyValues? labels, uint setId)
    {
        var annotations = new ScoreAnnotations("MulticlassClassification", setId);
        var classes = description.OutputCount;
        return
        [
            ScoreColumn.LargestKey(OutputColumnNames.PredictedLabel, annotations.PredictedLabel(labels), head, classes),
            ScoreColumn.Vector(OutputColumnNames.Score, annotations.Score(labels), head, classes),
        ];
    }
}
