using System.Diagnostics;
using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>This library on one device.</summary>
internal sealed class BackendColumn(TrainingDevice device, MatrixPrecision precision, ITrainingBackend backend, int threads) : DeviceColumn
{
    public override string Name => NameOf($"{device}", precision);

    public override bool IsHost => device != TrainingDevice.Cuda;

    public override double Fit(DeviceCase deviceCase, TrainingTable table)
    {
        var settings = Settings(deviceCase) with { MaximumEpochs = 1, Seed = 1 };
        var start = Stopwatch.GetTimestamp();
        NetworkTrainer.Train(deviceCase.Description, table, null, settings, backend);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    protected override IDeviceSteps Open(DeviceCase deviceCase)
    {
        var settings = Settings(deviceCase);
        var weights = WeightInitializer.Create(deviceCase.Description, 1, new Dictionary<string, float[]>(), settings.InitialTensors);
        return new Steps(backend.Open(deviceCase.Description, weights, settings), deviceCase);
    }

    private TrainingSettings Settings(DeviceCase deviceCase) => new() { BatchSize = deviceCase.Batch, MatrixPrecision = precision, ThreadCount = threads };

    private sealed class Steps(ITrainingSession session, DeviceCase deviceCase) : IDeviceSteps
    {
        private readonly TrainingTable _table = deviceCase.Table(2 * deviceCase.Batch);

        // In no order that could be read faster than a shuffled one.
        private readonly int[] _rows = [.. Enumerable.Range(0, deviceCase.Batch).Select(row => (row * 2) + (row % 2))];
        private int _step;

        public double Run(int count)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++)
            {
                session.Train(_table, _rows, new TrainingStep(_step++, 1e-4f));
            }

            // The statistics are there only when the device has done it all.
            _ = session.TakeStatistics();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        public void Dispose() => session.Dispose();
    }
}
