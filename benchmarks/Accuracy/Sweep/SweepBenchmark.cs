using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>Sweeps of networks on raw columns in the time given: what a user gets who names the label and the time.</summary>
internal sealed class SweepBenchmark(Arguments arguments)
{
    private const int DefaultSeconds = 600;

    /// <summary>The data sets that are swept unless others are named.</summary>
    public static IReadOnlyList<string> Sets { get; } = ["adult", "california", "churn"];

    /// <summary>Runs all sets, seeds and runners, prints a line for each run, and a table of their means in the end.</summary>
    public static async Task RunAsync(Arguments arguments, IEnumerable<DataSet> sets)
    {
        Console.WriteLine(StockTuner());
        var benchmark = new SweepBenchmark(arguments);
        var runs = new List<SweepRun>();
        foreach (var data in sets)
        {
            using var table = new RawTable(data);
            foreach (var seed in arguments.RunSeeds())
            {
                foreach (var runner in arguments.Runners)
                {
                    runs.Add(await benchmark.RunAsync(data, table, runner, seed).ConfigureAwait(false));
                    Console.WriteLine(runs[^1]);
                }
            }
        }

        SweepSummary.Print(runs);
    }

    private async Task<SweepRun> RunAsync(DataSet data, RawTable table, SweepRunner runner, int seed)
    {
        var context = new MLContext(seed);
        var monitor = new SweepMonitor(arguments.Trials is not null);
        var experiment = Experiment(context, data, table, runner, seed).SetMonitor(monitor);
        var clock = Stopwatch.StartNew();
        TrialResult? best = null;
        try
        {
            best = await experiment.RunAsync().ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            Console.WriteLine($"{data.Name,-10} {runner} seed {seed}: {error.Message}");
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var metric = IsBinary(data) ? "auc" : "rmse";
        float[] labels = [.. data.Test.Select(row => data.Labels[row])];
        using var process = Process.GetCurrentProcess();
        return new()
        {
            Data = data.Name,
            Runner = $"{runner}",
            Seed = seed,
            Seconds = seconds,
            Ends = monitor.Ends,
            Metric = metric,
            Validation = best?.Metric ?? double.NaN,
            Test = best is null ? double.NaN : Scores.Measure(data.Loss.Target, Scores.Of(best.Model.Transform(table.Load(context, "test"))), labels)[metric],
            PeakMegabytes = process.PeakWorkingSet64 / 1e6,
        };
    }

    // The featurizer is a step of the pipeline, so that it is fitted to the training rows alone; the test rows are not here at all.
    private AutoMLExperiment Experiment(MLContext context, DataSet data, RawTable table, SweepRunner runner, int seed)
    {
        var space = NeuralSearchSpace.ForRows(data.Train.Length);
        var network = IsBinary(data)
            ? context.Auto().NeuralBinaryClassification(Options(new NeuralBinaryTrainer.Options(), seed), space)
            : context.Auto().NeuralRegression(Options(new NeuralRegressionTrainer.Options(), seed), space);
        var experiment = context.Auto().CreateExperiment()
            .SetPipeline(context.Transforms.TabularFeaturizer(RawTable.Label).Append(network))
            .SetDataset(table.Load(context, "train"), table.Load(context, "validation"));
        experiment = IsBinary(data)
            ? experiment.SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, RawTable.Label)
            : experiment.SetRegressionMetric(RegressionMetric.RootMeanSquaredError, RawTable.Label);
        if (arguments.Trials is { } trials)
        {
            experiment.SetMaxModelToExplore(trials);
        }

        if (arguments.Seconds is not null || arguments.Trials is null)
        {
            experiment.SetTrainingTimeInSeconds((uint)(arguments.Seconds ?? DefaultSeconds));
        }

        return runner == SweepRunner.Stock ? experiment : experiment.SetNeuralTrialRunner(new NeuralSweepOptions
        {
            Seed = seed,
            ConcurrentTrials = arguments.Concurrent,
            Ensemble = arguments.Ensemble ? new EnsembleSelection() : null,
            Halving = arguments.Pruning ? new SuccessiveHalving() : null,
            LogPath = arguments.Log is { } log ? string.Create(CultureInfo.InvariantCulture, $"{log}.{data.Name}.{seed}.jsonl") : null,
        });
    }

    private static bool IsBinary(DataSet data) => data.Loss.Target == TargetKind.Binary;

    private TOptions Options<TOptions>(TOptions options, int seed)
        where TOptions : NeuralNetworkOptions
    {
        options.NumberOfThreads = arguments.Threads;
        options.MaximumEpochs = arguments.Epochs;
        options.Seed = seed;
        return options;
    }

    // What the stock runner is compared as depends on what the build found.
    private static string StockTuner()
    {
        var assembly = typeof(AutoMLExperiment).Assembly.GetName();
        return assembly.Name == "Microsoft.ML.AutoML"
            ? "AutoML is its own package: the stock tuner is EciCostFrugal."
            : $"AutoML is {assembly.Name}: the stock tuner draws at random, unlike the package's.";
    }
}
