// Predicts taxi fares with a neural network inside an ordinary ML.NET pipeline.
//   dotnet run -c Release --project samples/TaxiFare -- [--data DIR] [--rows N] [--epochs N]
using System.Diagnostics;
using Microsoft.ML;
using NeuralTrainers;
using NeuralTrainers.Samples;

if (Arguments.Value(args, "--predict") is { } savedModel)
{
    Predict(savedModel);
    return;
}

var folder = SampleData.Find(args, [TaxiData.Train, TaxiData.Test], TaxiData.Generate);
var rows = Arguments.Number(args, "--rows", int.MaxValue);
var mlContext = new MLContext(seed: 1);
var train = mlContext.Data.TakeRows(Load(TaxiData.Train), rows);
var test = mlContext.Data.TakeRows(Load(TaxiData.Test), rows);

// One category as indicator columns among the features, two as keys that get learned vectors (embeddings): both ways side by side.
var features = mlContext.Transforms.Categorical.OneHotEncoding("Payment", nameof(TaxiTrip.PaymentType))
    .Append(mlContext.Transforms.Conversion.MapValueToKey("Vendor", nameof(TaxiTrip.VendorId)))
    .Append(mlContext.Transforms.Conversion.MapValueToKey("Rate", nameof(TaxiTrip.RateCode)))
    .Append(mlContext.Transforms.Concatenate(
        "Features", "Payment", nameof(TaxiTrip.PassengerCount), nameof(TaxiTrip.TripTime), nameof(TaxiTrip.TripDistance)));

var clock = Stopwatch.StartNew();
var model = EpochDisplay.Run(show => features
    .Append(mlContext.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
    {
        LabelColumnName = nameof(TaxiTrip.FareAmount),
        CategoricalColumnNames = ["Vendor", "Rate"],
        MaximumEpochs = (int)Arguments.Number(args, "--epochs", 30),
        EarlyStopping = new EarlyStopping { Patience = 6 },
        Seed = 1,
        EpochCompleted = show,
    }))
    .Fit(train));
var seconds = clock.Elapsed.TotalSeconds;

var network = model.LastTransformer.Model;
Console.WriteLine($"{network.ParameterCount:n0} parameters. {network.TrainingHistory.Message}");

// A fifth of the trips of the test file stand in the training file too; the metrics are over all of them.
var metrics = mlContext.Regression.Evaluate(model.Transform(test), nameof(TaxiTrip.FareAmount));

// The pipeline is one file, and another process needs nothing but ML.NET and this package to load it.
var path = Path.Combine(Path.GetTempPath(), $"taxi-fare-{Environment.ProcessId}.zip");
mlContext.Model.Save(model, train.Schema, path);
Console.WriteLine($"Saved {path} ({new FileInfo(path).Length / 1024} KB); predicting in a second process:");
using (var second = Process.Start(Environment.ProcessPath!, ["--predict", path]))
{
    second.WaitForExit();
    if (second.ExitCode != 0)
    {
        throw new InvalidOperationException($"The second process ended with exit code {second.ExitCode}.");
    }
}

File.Delete(path);
Console.WriteLine(
    $"rsquared={metrics.RSquared:f4} mae={metrics.MeanAbsoluteError:f4} rmse={metrics.RootMeanSquaredError:f4} " +
    $"epochs={network.TrainingHistory.Epochs.Count} seconds={seconds:f1}");

IDataView Load(string file) =>
    mlContext.Data.LoadFromTextFile<TaxiTrip>(Path.Combine(folder, file), separatorChar: ',', hasHeader: true);

static void Predict(string path)
{
    var mlContext = new MLContext();
    var model = mlContext.Model.Load(path, out _);
    using var engine = mlContext.Model.CreatePredictionEngine<TaxiTrip, FarePrediction>(model);
    TaxiTrip[] trips =
    [
        new() { VendorId = "CMT", RateCode = "1", PassengerCount = 1, TripTime = 1271, TripDistance = 3.8f, PaymentType = "CRD" },
        new() { VendorId = "VTS", RateCode = "1", PassengerCount = 2, TripTime = 300, TripDistance = 1.1f, PaymentType = "CSH" },
        new() { VendorId = "VTS", RateCode = "2", PassengerCount = 1, TripTime = 2400, TripDistance = 17.2f, PaymentType = "CRD" },
    ];
    foreach (var trip in trips)
    {
        Console.WriteLine($"  {trip.TripDistance,4} miles in {trip.TripTime / 60:f0} minutes, rate {trip.RateCode}: ${engine.Predict(trip).Score:f2}");
    }
}
