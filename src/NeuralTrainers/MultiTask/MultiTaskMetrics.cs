using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>ML.NET's own metrics for each task by its name. A row without a task's label does not count for it.</summary>
public sealed class MultiTaskMetrics
{
    internal MultiTaskMetrics(
        IReadOnlyDictionary<string, RegressionMetrics> regression,
        IReadOnlyDictionary<string, CalibratedBinaryClassificationMetrics> binary,
        IReadOnlyDictionary<string, BinaryClassificationMetrics> nonCalibratedBinary,
        IReadOnlyDictionary<string, MulticlassClassificationMetrics> multiclass)
    {
        Regression = regression;
        Binary = binary;
        NonCalibratedBinary = nonCalibratedBinary;
        Multiclass = multiclass;
    }

    /// <summary>The metrics of the <see cref="RegressionTask"/>s.</summary>
    public IReadOnlyDictionary<string, RegressionMetrics> Regression { get; }

    /// <summary>The metrics of the <see cref="BinaryTask"/>s that give probabilities.</summary>
    public IReadOnlyDictionary<string, CalibratedBinaryClassificationMetrics> Binary { get; }

    /// <summary>The metrics of the <see cref="BinaryTask"/>s that give none, for their loss is a <see cref="BinaryHingeLoss"/>.</summary>
    public IReadOnlyDictionary<string, BinaryClassificationMetrics> NonCalibratedBinary { get; }

    /// <summary>The metrics of the <see cref="MulticlassTask"/>s.</summary>
    public IReadOnlyDictionary<string, MulticlassClassificationMetrics> Multiclass { get; }
}
