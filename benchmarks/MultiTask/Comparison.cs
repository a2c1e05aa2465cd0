using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.Benchmarks.MultiTask;

/// <summary>Trains one network on all tasks, and one of the same kind on each, and measures both on the test rows.</summary>
internal sealed class Comparison
{
    private readonly MLContext _context = new(seed: 0);
    private readonly NeuralTask[] _tasks;
    private readonly IReadOnlyList<int> _trunkWidths;
    private readonly IDataView _train;
    private readonly IDataView _validation;
    private readonly IDataView _test;

    public Comparison(PanelPairs pairs, IReadOnlyList<int> trunkWidths, IReadOnlyList<int> headWidths)
    {
        _trunkWidths = trunkWidths;
        _tasks =
        [
            new MulticlassTask(nameof(Pair.NextIndustry)) { HeadWidths = headWidths },
            new MulticlassTask(nameof(Pair.NextOccupation)) { HeadWidths = headWidths },
            new RegressionTask(nameof(Pair.NextLogWage)) { HeadWidths = headWidths },
        ];
        var schema = SchemaDefinition.Create(typeof(Pair));
        schema[nameof(Pair.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, pairs.Train[0].Features.Length);
        var train = Load(pairs.Train);
        var keys = Keys(nameof(Pair.Industry))
            .Append(Keys(nameof(Pair.Occupation)))
            .Append(Keys(nameof(Pair.Race)))
            .Append(Keys(nameof(Pair.NextIndustry)))
            .Append(Keys(nameof(Pair.NextOccupation)))
            .Fit(train);
        (_train, _validation, _test) = (keys.Transform(train), keys.Transform(Load(pairs.Validation)), keys.Transform(Load(pairs.Test)));

        IDataView Load(Pair[] rows) => _context.Data.LoadFromEnumerable(rows, schema);
        IEstimator<ITransformer> Keys(string column) => _context.Transforms.Conversion.MapValueToKey(column);
    }

    /// <summary>All runs, then a line per task and one of the processor's seconds in all fits.</summary>
    public IEnumerable<string> Run(int seeds)
    {
        var together = _tasks.ToDictionary(task => task.Name, _ => new List<double>(), StringComparer.Ordinal);
        var alone = _tasks.ToDictionary(task => task.Name, _ => new List<double>(), StringComparer.Ordinal);
        var (togetherSeconds, aloneSeconds) = (0.0, 0.0);

        // Code is compiled and the data is read for the first time here, so that neither side pays for it.
        foreach (var tasks in _tasks.Select(task => new[] { task }).Append(_tasks))
        {
            Trainer(tasks, seed: 0, maximumEpochs: 3).Fit(_train, _validation);
        }

        for (var seed = 0; seed < seeds; seed++)
        {
            foreach (var task in _tasks)
            {
                aloneSeconds += Run([task], seed, alone);
            }

            togetherSeconds += Run(_tasks, seed, together);
        }

        foreach (var task in _tasks)
        {
            yield return $"task={task.Name} metric={(task is RegressionTask ? "RMSE" : "log-loss")} joint={Text(together[task.Name])} separate={Text(alone[task.Name])}";
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"seconds joint={togetherSeconds:F1} separate={aloneSeconds:F1} ratio={togetherSeconds / aloneSeconds:F2}");
    }

    // The processor's time, since others may use the machine too.
    private double Run(IReadOnlyList<NeuralTask> tasks, int seed, Dictionary<string, List<double>> errors)
    {
        var trainer = Trainer(tasks, seed);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var model = trainer.Fit(_train, _validation);
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        var metrics = _context.MultiTask().Evaluate(model.Transform(_test), tasks);
        foreach (var (name, task) in metrics.Regression)
        {
            errors[name].Add(task.RootMeanSquaredError);
        }

        foreach (var (name, task) in metrics.Multiclass)
        {
            errors[name].Add(task.LogLoss);
        }

        return seconds;
    }

    private MultiTaskTrainer Trainer(IReadOnlyList<NeuralTask> tasks, int seed, int maximumEpochs = 200) =>
        _context.MultiTask().Trainers.NeuralNetwork(new MultiTaskTrainer.Options
        {
            Tasks = tasks,
            CategoricalColumnNames = [nameof(Pair.Industry), nameof(Pair.Occupation), nameof(Pair.Race)],
            Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = _trunkWidths, Dropout = 0.2f } },
            EarlyStopping = new EarlyStopping { Patience = 16 },
            MaximumEpochs = maximumEpochs,
            Seed = seed,
            NumberOfThreads = 1,
        });

    private static string Text(List<double> values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(values.Count - 1, 1));
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F4} ({deviation:F4})");
    }
}
