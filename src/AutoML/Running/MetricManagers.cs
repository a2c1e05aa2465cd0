using Microsoft.ML.AutoML;

namespace NeuralTrainers;

/// <summary>What trials and ensembles are ranked by.</summary>
internal static class MetricManagers
{
    /// <summary>The metric, or its negative if more is better; what is not a number is the worst.</summary>
    public static double Loss(this IEvaluateMetricManager metric, double value) => !double.IsFinite(value) ? double.MaxValue : metric.IsMaximize ? -value : value;
}
