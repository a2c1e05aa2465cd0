using System.Globalization;
using System.Runtime.InteropServices;

namespace NeuralTrainers.Torch;

/// <summary>Brings batches to the device: from a copy of the whole table there if it fits, else row by row from the source.</summary>
/// <remarks>
/// A table fits if it takes no more than half of the card's memory that is free when it is first read, or on the CPU a quarter of the memory that
/// the process may use. Sparse tables, and rows that change from one reading to the next, always come batch by batch.
/// </remarks>
internal sealed class BatchFeed(NetworkDescription description, TorchDevice device, int capacity, Action<string> log) : IDisposable
{
    private readonly Dictionary<IBatchSource, DeviceTable?> _tables = [];
    private readonly CategoryCleaner _cleaner = new(description.Input);
    private Batch? _batch;

    /// <summary>The named rows; their tensors belong to the open dispose scope.</summary>
    /// <param name="source">Where the rows are.</param>
    /// <param name="rows">The row numbers.</param>
    /// <param name="allRows">The number of rows of the whole step.</param>
    public TorchBatch Read(IBatchSource source, ReadOnlySpan<int> rows, int allRows) =>
        Table(source) is { } table ? table.Gather(Numbers(rows), allRows) : Upload(ReadHost(source, rows), allRows);

    /// <summary>The labels of the named rows, on the device.</summary>
    public Tensor Labels(IBatchSource source, ReadOnlySpan<int> rows) => Table(source) is { } table
        ? table.Labels(Numbers(rows))
        : Upload<float>(ReadHost(source, rows).Targets, torch.float32, [rows.Length, source.Shape.TargetCount]);

    /// <summary>The labels and row weights of the named rows, on the host.</summary>
    public void ReadLabels(IBatchSource source, ReadOnlySpan<int> rows, Span<float> targets, Span<float> weights)
    {
        if (Table(source) is { } table)
        {
            table.ReadLabels(rows, targets, weights);
            return;
        }

        var batch = ReadHost(source, rows);
        batch.Targets.CopyTo(targets);
        batch.Weights.CopyTo(weights);
    }

    public void Dispose()
    {
        foreach (var table in _tables.Values)
        {
            table?.Dispose();
        }
    }

    private DeviceTable? Table(IBatchSource source)
    {
        if (!_tables.TryGetValue(source, out var table))
        {
            var bytes = DeviceTable.BytesOf(source);
            var room = source.IsRandom || source.Shape.IsSparse ? 0 : device.RoomForTables();
            table = bytes <= room ? new DeviceTable(source, _cleaner, device.Device) : null;
            _tables.Add(source, table);
            if (table is null && room > 0)
            {
                log(string.Create(CultureInfo.InvariantCulture,
                    $"The table takes {bytes / 1e9:F2} GB, and {device.Name} has room for {room / 1e9:F2} GB: its rows come batch by batch."));
            }
        }

        return table;
    }

    private Tensor Numbers(ReadOnlySpan<int> rows) => Upload<int>(rows, torch.int32, [rows.Length]).to_type(torch.int64);

    private Batch ReadHost(IBatchSource source, ReadOnlySpan<int> rows)
    {
        _batch ??= new Batch(source.Shape, capacity);
        source.Read(rows, _batch);
        _cleaner.Clean(_batch);
        return _batch;
    }

    private TorchBatch Upload(Batch batch, int allRows)
    {
        var shape = batch.Shape;
        var targets = Upload<float>(batch.Targets, torch.float32, [batch.Count, shape.TargetCount]);
        var weights = Upload<float>(batch.Weights, torch.float32, [batch.Count]);
        return new TorchBatch
        {
            Count = batch.Count,
            AllRows = allRows,
            Numerics = shape is { IsSparse: false, NumericCount: > 0 }
                ? Upload<float>(batch.Numerics, torch.float32, [batch.Count, shape.NumericCount]) : null,
            Categories = shape.CategoryCount > 0
                ? Upload<int>(batch.Categories, torch.int32, [batch.Count, shape.CategoryCount]).to_type(torch.int64) : null,
            Previous = shape.PreviousCount > 0 ? Upload<float>(batch.Previous, torch.float32, [batch.Count, shape.PreviousCount]) : null,
            Targets = targets,
            Weights = weights,
            Sparse = shape.IsSparse ? Sparse(batch) : null,
            Partners = batch.IsMixed ? Partners(batch, targets, weights) : null,
        };
    }

    private (Tensor Rows, Tensor Slots, Tensor Values) Sparse(Batch batch)
    {
        var rows = new int[batch.SparseIndices.Length];
        for (var row = 0; row < batch.Count; row++)
        {
            rows.AsSpan(batch.SparseStarts[row]..batch.SparseStarts[row + 1]).Fill(row);
        }

        return (Numbers(rows), Numbers(batch.SparseIndices), Upload(batch.SparseValues, torch.float32, [rows.Length]));
    }

    private (Tensor Targets, Tensor Weights, Tensor Shares) Partners(Batch batch, Tensor targets, Tensor weights)
    {
        var partners = Numbers(batch.MixPartners);
        return (targets.index_select(0, partners), weights.index_select(0, partners), Upload(batch.MixShares, torch.float32, [batch.Count]));
    }

    private Tensor Upload<T>(ReadOnlySpan<T> values, torch.ScalarType type, long[] shape)
        where T : unmanaged
    {
        var host = torch.empty(shape, type, torch.CPU);
        MemoryMarshal.AsBytes(values).CopyTo(host.bytes);

        // From pinned memory the copy does not wait for the steps before it.
        return device.IsCuda ? host.pin_memory().to(device.Device, non_blocking: true) : host;
    }
}
