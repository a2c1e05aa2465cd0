using System.Globalization;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>The mean and the deviation of a metric over the seeds.</summary>
internal sealed record MetricSummary(IReadOnlyCollection<double> Values)
{
    public double Mean => Values.Average();

    public double Deviation => Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / Math.Max(Values.Count - 1, 1));

    public override string ToString() => $"{Format(Mean)} ({Format(Deviation)})";

    public static string Format(double value) => value.ToString(value >= 100 ? "0.0" : "0.0000", CultureInfo.InvariantCulture);
}
