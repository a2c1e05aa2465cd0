using System.Diagnostics;
using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>Trains one configuration on one data set with several seeds.</summary>
internal sealed class Benchmark(Arguments arguments)
{
    /// <summary>Runs all seeds.</summary>
    /// <returns>A line for people that ends in key=value pairs for programs.</returns>
    public string Run(DataSet data, Configuration configuration)
    {
        var clock = Stopwatch.StartNew();
        var measured = new List<IReadOnlyDictionary<string, double>>();
        var epochs = new List<int>();
        float[] labels = [.. data.Test.Select(row => data.Labels[row])];
        foreach (var seed in arguments.RunSeeds())
        {
            var prepared = new PreparedData(data, (ulong)seed);
            var network = NetworkTrainer.Train(
                prepared.Describe(configuration.Architecture), prepared.Train, prepared.Validation, Settings(prepared.Train.RowCount, (ulong)seed));
            measured.Add(Scores.Measure(data.Loss.Target, Scores.Of(network, prepared.Test), labels));
            epochs.Add(network.History.Epochs.Count);
        }

        return Line(data.Name, configuration.Name, measured, epochs.Average(), clock.Elapsed.TotalSeconds / arguments.Seeds);
    }

    // The defaults of the trainers.
    private TrainingSettings Settings(int rows, ulong seed) => new()
    {
        LearningRate = 2e-3f,
        WeightDecay = 0.02f,
        GradientClipNorm = 1,
        WeightAveraging = new ExponentialAveraging(),
        BatchSize = rows switch { < 1_000 => 32, < 10_000 => 128, < 30_000 => 256, < 200_000 => 512, _ => 1024 },
        MaximumEpochs = arguments.Epochs,
        ThreadCount = arguments.Threads ?? 1,
        Seed = seed,
    };

    private static string Line(
        string data, string configuration, List<IReadOnlyDictionary<string, double>> measured, double epochs, double seconds)
    {
        var text = new List<string> { $"{data,-10} {configuration,-7}" };
        var pairs = new List<string> { $"data={data}", $"configuration={configuration}", $"seeds={measured.Count}" };
        foreach (var metric in measured[0].Keys)
        {
            var summary = new MetricSummary(measured.ConvertAll(run => run[metric]));
            text.Add($"{metric} {summary}");
            text.AddRange(Peers.Find(data, configuration, metric).Select(peer => $"{peer.Source} {MetricSummary.Format(peer.Value)}"));
            pairs.AddRange([$"{metric}={MetricSummary.Format(summary.Mean)}", $"{metric}Deviation={MetricSummary.Format(summary.Deviation)}"]);
        }

        pairs.AddRange([$"epochs={MetricSummary.Format(epochs)}", $"seconds={MetricSummary.Format(seconds)}"]);
        return $"{string.Join("  ", text)}  | {string.Join(' ', pairs)}";
    }
}
