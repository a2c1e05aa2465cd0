namespace Microsoft.ML.Data;

/// <summary>How far scores are from labels.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics() { }

    public double MeanAbsoluteError { get; internal init; }
    public double MeanSquaredError { get; internal init; }
    public double RootMeanSquaredError { get; internal init; }
    public double LossFunction { get; internal init; }
    public double RSquared { get; internal init; }
}

/// <summary>How well scores tell the positive class from the negative one; positive is predicted where the score is above 0.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics() { }

    public double AreaUnderRocCurve { get; internal init; }
    public double Accuracy { get; internal init; }
    public double PositivePrecision { get; internal init; }
    public double PositiveRecall { get; internal init; }
    public double F1Score { get; internal init; }
    public double AreaUnderPrecisionRecallCurve { get; internal init; }
}

/// <summary>Metrics of the probabilities too; losses are in bits.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics() { }

    public double LogLoss { get; internal init; }
    public double LogLossReduction { get; internal init; }
}

/// <summary>How well classes are predicted; losses are in nats.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics() { }

    public double LogLoss { get; internal init; }
    public double LogLossReduction { get; internal init; }
    public double MacroAccuracy { get; internal init; }
    public double MicroAccuracy { get; internal init; }
}

/// <summary>Mean and spread of a metric over repetitions.</summary>
public sealed class MetricStatistics
{
    private double _squares;

    internal MetricStatistics() { }

    public double Mean { get; private set; }

    /// <summary>The standard deviation of the sample; 0 below two repetitions.</summary>
    public double StandardDeviation => Count <= 1 ? 0 : Math.Sqrt(_squares / (Count - 1));

    public int Count { get; private set; }

    internal void Add(double metric)
    {
        var delta = metric - Mean;
        Mean += delta / ++Count;
        _squares += delta * (metric - Mean);
    }
}

/// <summary>Statistics of <see cref="RegressionMetrics"/>.</summary>
public sealed class RegressionMetricsStatistics
{
    internal RegressionMetricsStatistics() { }

    public MetricStatistics MeanAbsoluteError { get; } = new();
    public MetricStatistics MeanSquaredError { get; } = new();
    public MetricStatistics RootMeanSquaredError { get; } = new();
    public MetricStatistics LossFunction { get; } = new();
    public MetricStatistics RSquared { get; } = new();
}

/// <summary>Statistics of <see cref="BinaryClassificationMetrics"/>.</summary>
public sealed class BinaryClassificationMetricsStatistics
{
    internal BinaryClassificationMetricsStatistics() { }

    public MetricStatistics AreaUnderRocCurve { get; } = new();
    public MetricStatistics Accuracy { get; } = new();
    public MetricStatistics PositivePrecision { get; } = new();
    public MetricStatistics PositiveRecall { get; } = new();
    public MetricStatistics F1Score { get; } = new();
    public MetricStatistics AreaUnderPrecisionRecallCurve { get; } = new();
}

/// <summary>Statistics of <see cref="MulticlassClassificationMetrics"/>.</summary>
public sealed class MulticlassClassificationMetricsStatistics
{
    internal MulticlassClassificationMetricsStatistics() { }

    public MetricStatistics LogLoss { get; } = new();
    public MetricStatistics LogLossReduction { get; } = new();
    public MetricStatistics MacroAccuracy { get; } = new();
    public MetricStatistics MicroAccuracy { get; } = new();
}
