// Trains the same wide network on the devices that are there, and scores all models in managed code.
//   dotnet run -c Release --project samples/GpuTraining -- [--rows N] [--epochs N] [--width N] [--device Auto|Cpu|Cuda|TorchCpu]
using System.Diagnostics;
using Microsoft.ML;
using NeuralTrainers;
using NeuralTrainers.Samples;
using NeuralTrainers.Samples.Gpu;

var rows = (int)Arguments.Number(args, "--rows", 100_000);
var width = (int)Arguments.Number(args, "--width", 512);
var train = Signal.Make(rows, seed: 1);
var test = Signal.Make(10_000, seed: 2);
TrainingDevice[] devices = Arguments.Value(args, "--device") is { } name
    ? [Enum.Parse<TrainingDevice>(name, ignoreCase: true)]
    : [TrainingDevice.Cpu, TrainingDevice.TorchCpu, TrainingDevice.Cuda];

foreach (var device in devices)
{
    var mlContext = new MLContext(seed: 1);

    // What the trainer says of the device stands in the log, once.
    mlContext.Log += (_, line) =>
    {
        if (line.RawMessage.StartsWith("Training on", StringComparison.Ordinal) || line.RawMessage.Contains("CUDA", StringComparison.Ordinal))
        {
            Console.WriteLine(line.RawMessage);
        }
    };
    var data = mlContext.Data.LoadFromEnumerable(train);
    var trainer = mlContext.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
    {
        LabelColumnName = nameof(Signal.Label),
        Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [width, width, width] } },
        BatchSize = 4096,
        MaximumEpochs = (int)Arguments.Number(args, "--epochs", 5),
        Seed = 1,
        Device = device,
    });
    try
    {
        var clock = Stopwatch.StartNew();
        var model = trainer.Fit(data);
        var seconds = clock.Elapsed.TotalSeconds;
        var metrics = mlContext.Regression.Evaluate(model.Transform(mlContext.Data.LoadFromEnumerable(test)), nameof(Signal.Label));
        Console.WriteLine($"device={device} rows={rows} width={width} epochs={model.Model.TrainingHistory.Epochs.Count} seconds={seconds:f1} rsquared={metrics.RSquared:f4}");
    }
    catch (Exception exception) when (exception is InvalidOperationException or DllNotFoundException)
    {
        // The message says what to add.
        Console.WriteLine($"device={device} is not there: {exception.Message}");
    }
}
