using System.Diagnostics;
using System.Globalization;
using NeuralTrainers;
using NeuralTrainers.Benchmarks.Devices;
using NeuralTrainers.Networks;

// Training steps and whole fits on every device that is there, in the same run.
// Usage: [--batches 256,1024,4096,65536] [--widths 256,512,1024,2048] [--networks mlp,residual] [--seconds N] per case, 3 if not given;
// [--fit-rows N] of a whole fit of one epoch, 10,000,000 if not given, 0 for none; [--threads N] of the managed engine.
var batches = Numbers("--batches", "256,1024,4096,65536");
var widths = Numbers("--widths", "256,512,1024,2048");
var networks = Argument("--networks", "mlp,residual").Split(',');
var seconds = double.Parse(Argument("--seconds", "3"), CultureInfo.InvariantCulture);
var fitRows = int.Parse(Argument("--fit-rows", "10000000"), CultureInfo.InvariantCulture);
var threads = int.Parse(Argument("--threads", $"{Environment.ProcessorCount}"), CultureInfo.InvariantCulture);

var backends = new Dictionary<TrainingDevice, ITrainingBackend>();
foreach (var device in new[] { TrainingDevice.Cpu, TrainingDevice.TorchCpu, TrainingDevice.Cuda })
{
    try
    {
        backends.Add(device, TrainingBackends.Open(device, log: Console.WriteLine));
        Console.WriteLine($"{device}: {backends[device].Name}");
    }
    catch (Exception exception) when (exception is InvalidOperationException or DllNotFoundException)
    {
        Console.WriteLine($"{device}: not there. {exception.Message}");
    }
}

foreach (var network in networks)
{
    foreach (var width in widths)
    {
        foreach (var batch in batches)
        {
            double? managed = null;
            foreach (var (device, backend) in backends)
            {
                var step = StepTimer.Measure(backend, Cases.Describe(network, width), batch, threads, seconds);
                managed ??= step;
                Console.WriteLine(FormattableString.Invariant(
                    $"case=step network={network} width={width} batch={batch} device={device} ms={step * 1000:F3} rows/s={batch / step:F0} gflops={Cases.Flops(network, width) * batch / step / 1e9:F0} speedup={managed / step:F2}"));
            }
        }
    }
}

if (fitRows > 0)
{
    var table = Cases.Table(fitRows);
    foreach (var (device, backend) in backends)
    {
        var clock = Stopwatch.StartNew();
        var settings = new TrainingSettings { MaximumEpochs = 1, BatchSize = 4096, ThreadCount = threads, Seed = 1 };
        var fitted = NetworkTrainer.Train(Cases.Describe("mlp", 512), table, null, settings, backend);
        Console.WriteLine(FormattableString.Invariant(
            $"case=fit network=mlp width=512 batch=4096 rows={fitRows} device={device} seconds={clock.Elapsed.TotalSeconds:F1} loss={fitted.History.Epochs[^1].TrainingLoss:F4}"));
    }
}

string Argument(string name, string missing) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault(missing);

int[] Numbers(string name, string missing) => [.. Argument(name, missing).Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
