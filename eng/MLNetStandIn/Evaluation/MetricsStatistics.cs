namespace Microsoft.ML.Data;

internal interface IMetricsStatistics<T>
{
    void Add(T metrics);
}

/// <summary>Statistics of <see cref="RegressionMetrics"/>.</summary>
public sealed class RegressionMetricsStatistics : IMetricsStatistics<RegressionMetrics>
{
    internal RegressionMetricsStatistics()
    {
    }

    public MetricStatistics MeanAbsoluteError { get; } = new();

    public MetricStatistics MeanSquaredError { get; } = new();

    public MetricStatistics RootMeanSquaredError { get; } = new();

    public MetricStatistics LossFunction { get; } = new();

    public MetricStatistics RSquared { get; } = new();

    void IMetricsStatistics<RegressionMetrics>.Add(RegressionMetrics metrics)
    {
        MeanAbsoluteError.Add(metrics.MeanAbsoluteError);
        MeanSquaredError.Add(metrics.MeanSquaredError);
        RootMeanSquaredError.Add(metrics.RootMeanSquaredError);
        LossFunction.Add(metrics.LossFunction);
        RSquared.Add(metrics.RSquared);
    }
}

/// <summary>Statistics of <see cref="BinaryClassificationMetrics"/>.</summary>
public sealed class BinaryClassificationMetricsStatistics : IMetricsStatistics<BinaryClassificationMetrics>
{
    internal BinaryClassificationMetricsStatistics()
    {
    }

    public MetricStatistics AreaUnderRocCurve { get; } = new();

    public MetricStatistics Accuracy { get; } = new();

    public MetricStatistics PositivePrecision { get; } = new();

    public MetricStatistics PositiveRecall { get; } = new();

    public MetricStatistics NegativePrecision { get; } = new();

    public MetricStatistics NegativeRecall { get; } = new();

    public MetricStatistics F1Score { get; } = new();

    public MetricStatistics AreaUnderPrecisionRecallCurve { get; } = new();

    void IMetricsStatistics<BinaryClassificationMetrics>.Add(BinaryClassificationMetrics metrics)
    {
        AreaUnderRocCurve.Add(metrics.AreaUnderRocCurve);
        Accuracy.Add(metrics.Accuracy);
        PositivePrecision.Add(metrics.PositivePrecision);
        PositiveRecall.Add(metrics.PositiveRecall);
        NegativePrecision.Add(metrics.NegativePrecision);
        NegativeRecall.Add(metrics.NegativeRecall);
        F1Score.Add(metrics.F1Score);
        AreaUnderPrecisionRecallCurve.Add(metrics.AreaUnderPrecisionRecallCurve);
    }
}

/// <summary>Statistics of <see cref="MulticlassClassificationMetrics"/>.</summary>
public sealed class MulticlassClassificationMetricsStatistics : IMetricsStatistics<MulticlassClassificationMetrics>
{
    private MetricStatistics[] _perClassLogLoss;

    internal MulticlassClassificationMetricsStatistics()
    {
    }

    public MetricStatistics MacroAccuracy { get; } = new();

    public MetricStatistics MicroAccuracy { get; } = new();

    public MetricStatistics LogLoss { get; } = new();

    public MetricStatistics LogLossReduction { get; } = new();

    public IReadOnlyList<MetricStatistics> PerClassLogLoss => _perClassLogLoss;

    void IMetricsStatistics<MulticlassClassificationMetrics>.Add(MulticlassClassificationMetrics metrics)
    {
        MacroAccuracy.Add(metrics.MacroAccuracy);
        MicroAccuracy.Add(metrics.MicroAccuracy);
        LogLoss.Add(metrics.LogLoss);
        LogLossReduction.Add(metrics.LogLossReduction);
        _perClassLogLoss ??= [.. metrics.PerClassLogLoss.Select(_ => new MetricStatistics())];
        for (var i = 0; i < _perClassLogLoss.Length; i++)
        {
            _perClassLogLoss[i].Add(metrics.PerClassLogLoss[i]);
        }
    }
}
