using System.Globalization;
using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>One of several classes.</summary>
internal class MulticlassKind : TaskKind
{
    private protected MulticlassKind()
    {
    }

    public static MulticlassKind Instance { get; } = new();

    public override TargetKind Target => TargetKind.Multiclass;

    public override LabelKind LabelKind => LabelKind.Key;

    public override int? ClassCount(DataViewSchema.Column label) => KeyGetter.Cardinality(label);

    public override IReadOnlyList<string> ClassNames(HeadDescription head, KeyValues? labels) =>
        labels?.Values ?? [.. Enumerable.Range(1, head.OutputCount).Select(key => key.ToString(CultureInfo.InvariantCulture))];

    public override HeadDescription Fit(HeadDescription head, LabelStatistics labels) => head with { OutputCount = labels.ClassTotals.Count };

    public override IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label, Loss loss, OutputColumnNames names) =>
    [
        ScoreShapes.PredictedClass(names.PredictedLabel, label),
        ScoreShapes.ClassScores(names.Score, label),
    ];

    public override IReadOnlyList<ScoreColumn> ScoreColumns(
        int head, HeadDescription description, KeyValues? labels, uint setId, OutputColumnNames names)
    {
        var annotations = new ScoreAnnotations("MulticlassClassification", setId);
        var classes = description.OutputCount;
        return
        [
            ScoreColumn.LargestKey(names.PredictedLabel, annotations.PredictedLabel(labels), head, classes),
            ScoreColumn.Vector(names.Score, annotations.Score(labels), head, classes),
        ];
    }
}
