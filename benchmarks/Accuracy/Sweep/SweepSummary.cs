using System.Globalization;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>The means of sweeps over their seeds.</summary>
internal static class SweepSummary
{
    /// <summary>Prints a row for each data set and runner.</summary>
    public static void Print(IEnumerable<SweepRun> runs)
    {
        Console.WriteLine($"{"data",-10} {"runner",-7} {"runs",4} {"trials",7} {"seconds",8}  {"metric",-6}  {"validation",-16}  {"test",-16}");
        foreach (var group in runs.GroupBy(run => (run.Data, run.Runner, run.Metric)))
        {
            var validation = new MetricSummary([.. group.Select(run => run.Validation)]);
            var test = new MetricSummary([.. group.Select(run => run.Test)]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Key.Data,-10} {group.Key.Runner,-7} {group.Count(),4} {group.Average(run => run.Trials),7:0.0} {group.Average(run => run.Seconds),8:0.0}  ") +
                $"{group.Key.Metric,-6}  {validation,-16}  {test,-16}");
        }
    }
}
