using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>What one kind of prediction means for data, network and output columns.</summary>
internal abstract class TaskKind
{
    public abstract TargetKind Target { get; }

    /// <summary>The kind of a head's labels.</summary>
    public static TaskKind Of(TargetKind target) => target switch
    {
        TargetKind.Regression => RegressionKind.Instance,
        TargetKind.Binary => BinaryKind.Instance,
        TargetKind.Multiclass => MulticlassKind.Instance,
        _ => DistributionKind.Instance,
    };

    public abstract LabelKind LabelKind { get; }

    /// <summary>The number of classes of a label column, or null for regression.</summary>
    public abstract int? ClassCount(DataViewSchema.Column label);

    /// <summary>What the classes of a label column stand for, or null if that is not known.</summary>
    public virtual KeyValues? ClassValues(DataViewSchema.Column label) => KeyValues.Of(label);

    /// <summary>The values of the classes as text, in the order of the class indices.</summary>
    /// <param name="head">The head of a trained network.</param>
    /// <param name="labels">The label's key values, if it has any.</param>
    public abstract IReadOnlyList<string> ClassNames(HeadDescription head, KeyValues? labels);

    /// <summary>A head with what the labels decide.</summary>
    /// <param name="head">The head without it.</param>
    /// <param name="labels">The labels of the training rows.</param>
    public abstract HeadDescription Fit(HeadDescription head, LabelStatistics labels);

    /// <summary>The columns that a fitted model will add, without their sizes.</summary>
    public abstract IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label, Loss loss, OutputColumnNames names);

    /// <summary>The columns that a fitted model adds.</summary>
    /// <param name="head">The head's position in the network.</param>
    /// <param name="description">The head.</param>
    /// <param name="labels">The label's key values, if it has any.</param>
    /// <param name="setId">The number that the columns share in their annotations.</param>
    /// <param name="names">The columns' names.</param>
    public abstract IReadOnlyList<ScoreColumn> ScoreColumns(
        int head, HeadDescription description, KeyValues? labels, uint setId, OutputColumnNames names);
}
