using System.Globalization;
using NeuralTrainers.Benchmarks.Kernels;
using NeuralTrainers.Networks;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>Training steps and whole fits on every device that is there, and the peer's, in turn.</summary>
internal sealed class DeviceBenchmark(DeviceArguments arguments)
{
    public const string Flag = "--devices";

    private readonly DeviceReport _report = new();

    public void Run()
    {
        using var peer = arguments.HasPeer ? Peer.Start(arguments.Threads) : null;
        Console.WriteLine($"{arguments.Threads} threads; peer: {peer?.Version ?? "none"}.");
        var columns = Backends().Concat(Peers(peer)).Where(column => arguments.Columns.Any(text => column.Name.Contains(text))).ToList();
        var cases =
            from network in arguments.Networks
            from width in arguments.Widths
            from batch in arguments.Batches
            select new DeviceCase(network, width, batch);
        foreach (var deviceCase in cases)
        {
            foreach (var column in columns)
            {
                Console.WriteLine(Step(deviceCase, column));
            }
        }

        if (arguments.FitRows > 0)
        {
            Fit(columns);
        }

        Console.WriteLine();
        foreach (var line in _report.Lines())
        {
            Console.WriteLine(line);
        }
    }

    private IEnumerable<DeviceColumn> Backends()
    {
        foreach (var device in (TrainingDevice[])[TrainingDevice.Cpu, TrainingDevice.TorchCpu, TrainingDevice.Cuda])
        {
            if (Open(device) is { } backend)
            {
                foreach (var column in arguments.Precisions(device).Where(precision => Has(backend, precision)).Select(precision => Column(device, precision, backend)))
                {
                    yield return column;
                }
            }
        }
    }

    private static ITrainingBackend? Open(TrainingDevice device)
    {
        try
        {
            return TrainingBackends.Open(device, log: Console.WriteLine);
        }
        catch (Exception exception) when (exception is InvalidOperationException or DllNotFoundException)
        {
            Console.WriteLine($"{device}: not there. {exception.Message}");
            return null;
        }
    }

    private static bool Has(ITrainingBackend backend, MatrixPrecision precision)
    {
        var reason = backend.WhyNot(precision);
        if (reason is not null)
        {
            Console.WriteLine($"{precision}: {reason}");
        }

        return reason is null;
    }

    private BackendColumn Column(TrainingDevice device, MatrixPrecision precision, ITrainingBackend backend)
    {
        var column = new BackendColumn(device, precision, backend, arguments.Threads)
        {
            Peak = device == TrainingDevice.Cpu ? RegisterPeak() : ProductPeak.Of(device, precision),
        };
        var what = device == TrainingDevice.Cpu ? "multiply-adds in registers" : "the best product of large matrices";
        Console.WriteLine(FormattableString.Invariant($"case=peak device={column.Name} gflops={column.Peak:F0}: of {what}, on {backend.Name}"));
        return column;
    }

    private IEnumerable<PeerColumn> Peers(Peer? peer)
    {
        if (peer is null)
        {
            return [];
        }

        var host = arguments.Precisions(TrainingDevice.TorchCpu).Where(precision => precision != MatrixPrecision.TensorFloat32);
        var card = peer.HasCuda ? arguments.Precisions(TrainingDevice.Cuda) : [];
        return [.. host.Select(precision => new PeerColumn(peer, "cpu", precision)), .. card.Select(precision => new PeerColumn(peer, "cuda", precision))];
    }

    private double RegisterPeak()
    {
        using var team = new WorkerTeam(arguments.Threads);
        return Peak.Measure(team, rounds: 2000);
    }

    private string Step(DeviceCase deviceCase, DeviceColumn column)
    {
        var expected = deviceCase.Flops / column.LastSpeed / 1e9;
        if (expected > arguments.LongestStep)
        {
            return Skipped(deviceCase, column, FormattableString.Invariant($"a step would take about {expected:F0} s; --longest sets the limit"));
        }

        if (column.IsHost && deviceCase.Bytes > FreeMemory())
        {
            return Skipped(deviceCase, column, FormattableString.Invariant($"a step takes about {deviceCase.Bytes / 1e9:F1} GB, and {FreeMemory() / 1e9:F1} are free"));
        }

        try
        {
            var seconds = column.Step(deviceCase, arguments.Seconds);
            column.LastSpeed = deviceCase.Flops / seconds / 1e9;
            return _report.Add(deviceCase, column, seconds);
        }
        catch (InsufficientMemoryException exception)
        {
            return Skipped(deviceCase, column, exception.Message);
        }
    }

    private void Fit(IReadOnlyList<DeviceColumn> columns)
    {
        var deviceCase = new DeviceCase("mlp", arguments.FitWidth, arguments.FitBatch);
        var table = deviceCase.Table(arguments.FitRows);
        foreach (var column in columns)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"case=fit network=mlp width={arguments.FitWidth} batch={arguments.FitBatch} rows={table.RowCount} epochs=1 device={column.Name} seconds={column.Fit(deviceCase, table):F1}"));
        }
    }

    private static string Skipped(DeviceCase deviceCase, DeviceColumn column, string reason) => string.Create(CultureInfo.InvariantCulture,
        $"case=step network={deviceCase.Network} width={deviceCase.Width} batch={deviceCase.Batch} device={column.Name} skipped: {reason}.");

    private static long FreeMemory()
    {
        // What libtorch freed the C library keeps, as it was told to. A collection brings the figures up to date.
        CLibrary.Trim();
        GC.Collect();
        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
    }
}
