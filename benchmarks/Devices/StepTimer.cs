using System.Diagnostics;
using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Devices;

/// <summary>Times training steps, each group of them waited for.</summary>
internal static class StepTimer
{
    private const int Groups = 7;

    /// <summary>The median seconds of a step.</summary>
    public static double Measure(ITrainingBackend backend, NetworkDescription description, int batch, int threads, double seconds)
    {
        var table = Cases.Table(2 * batch);
        var settings = new TrainingSettings { BatchSize = batch, ThreadCount = threads };
        var weights = WeightInitializer.Create(description, 1, new Dictionary<string, float[]>(StringComparer.Ordinal), new Dictionary<string, float[]>(StringComparer.Ordinal));
        using var session = backend.Open(description, weights, settings);
        int[] rows = [.. Enumerable.Range(0, batch).Select(row => (row * 2) + (row % 2))];
        var step = 0;
        var one = Run(1);
        one = Math.Min(one, Run(1));
        var steps = (int)Math.Clamp(seconds / Groups / one, 1, 10_000);
        var times = Enumerable.Range(0, Groups).Select(_ => Run(steps) / steps).Order().ToArray();
        return times[Groups / 2];

        double Run(int count)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < count; i++)
            {
                session.Train(table, rows, new TrainingStep(step++, 1e-4f));
            }

            // The statistics are there only when the device has done it all.
            _ = session.TakeStatistics();
            return clock.Elapsed.TotalSeconds;
        }
    }
}
