using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>Raw columns, TabularFeaturizer, and the trainers' defaults: what a user gets who names the label.</summary>
internal sealed class FeaturizerBenchmark(Arguments arguments)
{
    /// <summary>Runs all seeds and prints a line for people, and one of key=value pairs, for each metric.</summary>
    public void Run(DataSet data)
    {
        using var table = new RawTable(data);
        float[] labels = [.. data.Test.Select(row => data.Labels[row])];
        var clock = Stopwatch.StartNew();
        var measured = new List<IReadOnlyDictionary<string, double>>();
        foreach (var seed in arguments.RunSeeds())
        {
            measured.Add(Scores.Measure(data.Loss.Target, Score(data, table, seed), labels));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{data.Name,-10} seed {seed}: {string.Join(' ', measured[^1].Select(pair => $"{pair.Key} {MetricSummary.Format(pair.Value)}"))}, {clock.Elapsed.TotalSeconds:0} s"));
        }

        var seconds = clock.Elapsed.TotalSeconds / arguments.Seeds;
        var peers = FeaturizerPeers.Measure(data, table, arguments.Seeds);
        foreach (var metric in measured[0].Keys)
        {
            var own = new MetricSummary(measured.ConvertAll(run => run[metric]));
            var line = string.Create(CultureInfo.InvariantCulture, $"{data.Name,-10} {metric,-8} featurizer + network {own}");
            var pairs = string.Create(CultureInfo.InvariantCulture, $"data={data.Name} metric={metric} network={own.Mean:0.#####}");
            foreach (var (name, runs) in peers)
            {
                var peer = new MetricSummary(runs.ConvertAll(run => run[metric]));
                line += $"  {name} {peer}";
                pairs += string.Create(CultureInfo.InvariantCulture, $" {name}={peer.Mean:0.#####}");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line}  | {pairs} seconds={seconds:0.0}"));
        }
    }

    private float[] Score(DataSet data, RawTable table, int seed)
    {
        var context = new MLContext(seed);
        var train = table.Load(context, "train");
        var featurizer = context.Transforms.TabularFeaturizer(RawTable.Label).Fit(train);
        var model = Fit(context, data.Loss.Target, featurizer.Transform(train), featurizer.Transform(table.Load(context, "validation")));
        return Scores.Of(model.Transform(featurizer.Transform(table.Load(context, "test"))));
    }

    // Everything but the threads and the length of a run is as the trainers have it.
    private ITransformer Fit(MLContext context, TargetKind target, IDataView train, IDataView validation) => target == TargetKind.Binary
        ? context.BinaryClassification.Trainers.NeuralNetwork(Options(new NeuralBinaryTrainer.Options())).Fit(train, validation)
        : context.Regression.Trainers.NeuralNetwork(Options(new NeuralRegressionTrainer.Options())).Fit(train, validation);

    private TOptions Options<TOptions>(TOptions options)
        where TOptions : NeuralNetworkOptions
    {
        options.NumberOfThreads = arguments.Threads ?? 1;
        options.MaximumEpochs = arguments.Epochs;
        return options;
    }
}
