// Sweeps networks over depth, width, dropout, learning rate and more, in the time given.
//   dotnet run -c Release --project samples/AutoMLSweep -- [--set adult|california] [--seconds N] [--runner neural|stock] [--log FILE] [--report DIR]
//     [--data DIR] [--rows N] [--epochs N] [--concurrent N] [--ensemble] [--seed N]
// --runner stock is AutoML's own runner and tuner on the same search space. --log keeps the trials in a file; the same command goes on from it.
// --ensemble makes the result an ensemble of the best trials. --report writes the trials as sweep.csv and sweep.html.
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using NeuralTrainers;
using NeuralTrainers.Samples;

var isAdult = (Arguments.Value(args, "--set") ?? "adult") == "adult";
var rows = (int)Arguments.Number(args, "--rows", int.MaxValue);
var epochs = (int)Arguments.Number(args, "--epochs", 100);
var seconds = (uint)Arguments.Number(args, "--seconds", 60);
int? concurrent = Arguments.Value(args, "--concurrent") is null ? null : (int)Arguments.Number(args, "--concurrent", 1);
var seed = (int)Arguments.Number(args, "--seed", 1);
var mlContext = new MLContext(seed);
var trials = 0;
if (isAdult)
{
    var folder = SampleData.Find(args, [AdultData.Train, AdultData.Test], AdultData.Generate);
    var known = Person.Read(Path.Combine(folder, AdultData.Train)).Take(rows).ToList();
    var result = Sweep(
        known.Where((_, row) => row % 10 != 1),
        known.Where((_, row) => row % 10 == 1),
        nameof(Person.Above50K),
        space => mlContext.Auto().NeuralBinaryClassification(
            new NeuralBinaryTrainer.Options { LabelColumnName = nameof(Person.Above50K), MaximumEpochs = epochs, Seed = seed, EpochCompleted = Count }, space),
        experiment => experiment.SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, nameof(Person.Above50K)));
    var test = mlContext.Data.LoadFromEnumerable(Person.Read(Path.Combine(folder, AdultData.Test)).Take(rows));
    var metrics = mlContext.BinaryClassification.Evaluate(result.Model.Transform(test), nameof(Person.Above50K));
    Console.WriteLine($"trials={trials} validation_auc={result.Metric:f4} test_auc={metrics.AreaUnderRocCurve:f4} test_accuracy={metrics.Accuracy:f4}");
}
else
{
    var folder = SampleData.Find(args, [CaliforniaData.File], CaliforniaData.Generate);
    var all = District.Read(Path.Combine(folder, CaliforniaData.File)).Take(rows).ToList();
    var result = Sweep(
        all.Where((_, row) => row % 5 != 0 && row % 10 != 1),
        all.Where((_, row) => row % 10 == 1),
        nameof(District.HouseValue),
        space => mlContext.Auto().NeuralRegression(
            new NeuralRegressionTrainer.Options { LabelColumnName = nameof(District.HouseValue), MaximumEpochs = epochs, Seed = seed, EpochCompleted = Count }, space),
        experiment => experiment.SetRegressionMetric(RegressionMetric.RootMeanSquaredError, nameof(District.HouseValue)));
    var test = mlContext.Data.LoadFromEnumerable(all.Where((_, row) => row % 5 == 0));
    var metrics = mlContext.Regression.Evaluate(result.Model.Transform(test), nameof(District.HouseValue));
    Console.WriteLine($"trials={trials} validation_rmse={result.Metric:f4} test_rmse={metrics.RootMeanSquaredError:f4}");
}

TrialResult Sweep<TRow>(
    IEnumerable<TRow> train,
    IEnumerable<TRow> validation,
    string label,
    Func<NeuralSearchSpace, SweepableEstimator> trainer,
    Func<AutoMLExperiment, AutoMLExperiment> setMetric)
    where TRow : class
{
    var trainRows = train.ToList();
    var pipeline = mlContext.Transforms.TabularFeaturizer(label).Append(trainer(NeuralSearchSpace.ForRows(trainRows.Count)));
    using var monitor = new SpectreMonitor();
    var experiment = setMetric(mlContext.Auto().CreateExperiment())
        .SetPipeline(pipeline)
        .SetDataset(mlContext.Data.LoadFromEnumerable(trainRows), mlContext.Data.LoadFromEnumerable(validation.ToList()))
        .SetTrainingTimeInSeconds(seconds)
        .SetMonitor(monitor);
    var log = Arguments.Value(args, "--log");
    if (Arguments.Value(args, "--runner") != "stock")
    {
        experiment.SetNeuralTrialRunner(new NeuralSweepOptions
        {
            LogPath = log,
            ConcurrentTrials = concurrent,
            Ensemble = args.Contains("--ensemble", StringComparer.Ordinal) ? new EnsembleSelection() : null,
            Seed = seed,
        });
    }

    var started = Stopwatch.GetTimestamp();
    var result = experiment.Run();
    var time = Stopwatch.GetElapsedTime(started);

    // The live display has the console until then.
    monitor.Dispose();
    Console.WriteLine($"The sweep took {time.TotalSeconds:f2} s.");
    if (result.Model is TransformerChain<ITransformer> { LastTransformer: EnsembleTransformer ensemble })
    {
        Console.WriteLine($"An ensemble of {ensemble.Model.Count} models with the votes {string.Join(", ", ensemble.Model.Select(member => member.Votes))}");
    }

    if (Arguments.Value(args, "--report") is { } folder)
    {
        // A log has the trials of earlier runs too.
        var report = log is null ? new SweepReport(monitor.Records) : SweepReport.Load(log);
        Directory.CreateDirectory(folder);
        report.SaveCsv(Path.Combine(folder, "sweep.csv"));
        report.SaveHtml(Path.Combine(folder, "sweep.html"));
    }

    return result;
}

// Every trial that trains has a first epoch, whoever runs it; several may go side by side.
void Count(EpochRecord epoch)
{
    if (epoch.Epoch == 1)
    {
        Interlocked.Increment(ref trials);
    }
}
