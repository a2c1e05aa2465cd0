using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>One label to learn: its column, its head, and the columns that predict it.</summary>
internal sealed record TaskDefinition
{
    public required string LabelColumnName { get; init; }

    /// <summary>Whether rows without the label are trained on for the sake of others.</summary>
    public bool CanBeMissing { get; init; }

    public ClassWeights? ClassWeights { get; init; }

    /// <summary>The head, without what the data decides.</summary>
    public required HeadDescription Head { get; init; }

    public OutputColumnNames OutputNames { get; init; } = OutputColumnNames.Plain;

    public TaskKind Kind => TaskKind.Of(Head.Loss.Target);

    /// <summary>The columns that a fitted model will add, without their sizes.</summary>
    public IReadOnlyCollection<SchemaShape.Column> OutputShape(SchemaShape.Column label) =>
    [
        .. Kind.OutputShape(label, Head.Loss, OutputNames),
        .. Head.DualBlock is null ? [] : DualBlockColumns.OutputShape(label, Kind.Target, OutputNames),
    ];

    /// <summary>The label column, as far as a schema's shape knows it.</summary>
    public LabelColumn LabelColumn => new(LabelColumnName, Kind.LabelKind, ClassCount: null) { CanBeMissing = CanBeMissing };

    /// <summary>The head's factors on the weights of the rows, scaled so that their mean over the training rows is 1.</summary>
    /// <param name="head">The head, with what the data decided.</param>
    /// <param name="values">The label's key values, if it has any.</param>
    /// <param name="labels">The labels of the training rows.</param>
    public IReadOnlyList<float> ResolveClassWeights(HeadDescription head, KeyValues? values, LabelStatistics labels)
    {
        if (ClassWeights is null)
        {
            return [];
        }

        var factors = ClassWeights.Resolve(Kind.ClassNames(head, values), labels.ClassTotals);
        var mean = factors.Zip(labels.ClassTotals, (factor, total) => factor * total).Sum() / labels.ClassTotals.Sum();
        return [.. factors.Select(factor => (float)(factor / mean))];
    }
}
