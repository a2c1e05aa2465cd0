using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>
/// How each task's metrics change when the values of one feature are shuffled among the rows, by the task's name and in the order of the slots
/// of the feature column.
/// </summary>
public sealed class MultiTaskFeatureImportance
{
    internal MultiTaskFeatureImportance(
        IReadOnlyDictionary<string, ImmutableArray<RegressionMetricsStatistics>> regression,
        IReadOnlyDictionary<string, ImmutableArray<BinaryClassificationMetricsStatistics>> binary,
        IReadOnlyDictionary<string, ImmutableArray<MulticlassClassificationMetricsStatistics>> multiclass)
    {
        Regression = regression;
        Binary = binary;
        Multiclass = multiclass;
    }

    /// <summary>The changes of the <see cref="RegressionTask"/>s.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<RegressionMetricsStatistics>> Regression { get; }

    /// <summary>The changes of the <see cref="BinaryTask"/>s.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<BinaryClassificationMetricsStatistics>> Binary { get; }

    /// <summary>The changes of the <see cref="MulticlassTask"/>s.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<MulticlassClassificationMetricsStatistics>> Multiclass { get; }
}
