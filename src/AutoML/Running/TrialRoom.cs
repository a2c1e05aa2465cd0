using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>How many trials go side by side: what the user says, or one for each core as far as the memory goes. Known once the first data was featurized.</summary>
internal sealed class TrialRoom
{
    // What Adam and an average of the weights keep for each of them: value, gradient, two moments, average, the best so far.
    private const int CopiesOfWeights = 6;

    // Bins of piecewise-linear encodings, and about as many numbers of periodic ones.
    private const int EncodedNumbersPerFeature = 48;

    private readonly Lock _gate = new();
    private readonly INeuralSweepable[] _networks;
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TrialRoom(int? fixedCount, SweepablePipeline pipeline)
    {
        _networks = [.. pipeline.Estimators.Values.OfType<INeuralSweepable>()];
        if (fixedCount is { } count)
        {
            Know(count);
        }
    }

    /// <summary>The number of trials. 1 until it is known.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>The number of threads of each trial's network, where the user does not say it; null for all cores.</summary>
    public int? Threads { get; private set; }

    /// <summary>Ends when the number is known.</summary>
    public Task Known => _known.Task;

    /// <summary>Decides by the first featurized data.</summary>
    public void Measure(MLContext context, FeaturizedData features, IDataView train, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!Known.IsCompleted)
            {
                var cores = Environment.ProcessorCount / (_networks.Max(network => network.Options.NumberOfThreads) ?? 1);
                Know(_networks.Length > 0 && cores > 1 && Array.TrueForAll(_networks, network => IsManaged(context, network))
                    ? (int)Math.Clamp(FreeBytes() / 2 / _networks.Max(network => Bytes(network, features, Rows(train, cancellation))), 1, cores)
                    : 1);
            }
        }
    }

    /// <summary>Takes one off after memory did not suffice.</summary>
    public void Shrink() => Count = Math.Max(1, Count - 1);

    private static bool IsManaged(MLContext context, INeuralSweepable network) =>
        TrainingBackends.Open(network.Options.Device, context.GpuDeviceId, context.FallbackToCpu) is ManagedBackend;

    private static long FreeBytes()
    {
        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes - Math.Max(memory.MemoryLoadBytes, Environment.WorkingSet);
    }

    // A trial reads the rows into a table of its own. The largest network of the space is what it may need beside it.
    private static long Bytes(INeuralSweepable network, FeaturizedData features, long rows)
    {
        var (options, space) = (network.Options, network.Space);
        var keys = features.Train.Schema.Count(column => column.Type is KeyDataViewType);
        var numbers = Numbers(options.FeatureColumnName, features.Train) + keys + 2;
        var inputs = (space.NumericEncodings.Values.Any(encoding => encoding is not null) ? EncodedNumbersPerFeature : 1) * numbers;
        var (width, depth, members) = ((long)space.Widths[^1], space.Depths[^1], space.EnsembleMembers[^1]);
        var weights = CopiesOfWeights * width * (inputs + (depth * width));
        var batch = 2L * space.BatchSizes[^1] * (inputs + (width * depth * members));
        return sizeof(float) * ((rows * numbers) + weights + batch);
    }

    private static long Numbers(string? column, IDataView data)
    {
        if (column is null || data.Schema.GetColumnOrNull(column) is null)
        {
            return 0;
        }

        // A filled slot of a sparse vector has its number beside it.
        var found = FeatureColumns.Find(data, column);
        return found.IsSparse ? (long)(2 * FeatureColumns.SparseDensity * found.Size!.Value) : found.Size ?? 1;
    }

    private static long Rows(IDataView data, CancellationToken cancellation)
    {
        if (data.GetRowCount() is { } known)
        {
            return known;
        }

        using var cursor = data.GetRowCursor([]);
        var rows = 0L;
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            rows++;
        }

        return rows;
    }

    private void Know(int count)
    {
        Count = count;
        Threads = count > 1 ? Math.Max(1, Environment.ProcessorCount / count) : null;
        _known.SetResult();
    }
}
