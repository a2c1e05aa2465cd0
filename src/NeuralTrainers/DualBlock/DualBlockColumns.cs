using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The columns that a head's dual block adds to those of its task.</summary>
internal static class DualBlockColumns
{
    /// <summary>Without their sizes.</summary>
    public static IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label, TargetKind target, OutputColumnNames names) =>
    [
        ScoreShapes.Probability(names.PersistenceProbability),
        target == TargetKind.Multiclass ? ScoreShapes.ClassScores(names.ChangeScore, label) : ScoreShapes.Score(names.ChangeScore),
    ];

    /// <summary>Of a fitted model.</summary>
    public static IReadOnlyList<ScoreColumn> ScoreColumns(
        int head, NetworkDescription network, KeyValues? labels, uint setId, OutputColumnNames names)
    {
        // The network's outputs are those of all heads, and then two for each dual block.
        var probability = network.Heads.Count + (2 * network.Heads.Take(head).Count(other => other.DualBlock is not null));
        var isClass = network.Heads[head].Loss.Target == TargetKind.Multiclass;
        var annotations = new ScoreAnnotations(isClass ? "MulticlassClassification" : "Regression", setId);
        return
        [
            ScoreColumn.Number(names.PersistenceProbability, annotations.Probability(), probability),
            isClass
                ? ScoreColumn.Vector(names.ChangeScore, annotations.Score(labels), probability + 1, network.Heads[head].OutputCount)
                : ScoreColumn.Number(names.ChangeScore, annotations.Score(), probability + 1),
        ];
    }
}
