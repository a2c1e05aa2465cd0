namespace NeuralTrainers.Torch;

/// <summary>All rows of a table on the device, of which batches are gathered there; and its labels and row weights on the host, for metrics.</summary>
internal sealed class DeviceTable : IDisposable
{
    private const int BlockRows = 1 << 14;

    private readonly TableShape _shape;
    private readonly Tensor? _numerics;
    private readonly Tensor? _categories;
    private readonly Tensor? _previous;
    private readonly Tensor _targets;
    private readonly Tensor _weights;
    private readonly float[] _hostTargets;
    private readonly float[] _hostWeights;

    public DeviceTable(IBatchSource source, CategoryCleaner cleaner, torch.Device device)
    {
        _shape = source.Shape;
        var rows = source.RowCount;
        _numerics = _shape.NumericCount > 0 ? Empty(rows, _shape.NumericCount, torch.float32, device) : null;
        _categories = _shape.CategoryCount > 0 ? Empty(rows, _shape.CategoryCount, torch.int32, device) : null;
        _previous = _shape.PreviousCount > 0 ? Empty(rows, _shape.PreviousCount, torch.float32, device) : null;
        _hostTargets = new float[checked(rows * _shape.TargetCount)];
        _hostWeights = new float[rows];
        Copy(source, cleaner);
        _targets = Empty(rows, _shape.TargetCount, torch.float32, device);
        Write<float>(_hostTargets, _targets, 0);
        _weights = HostTensors.ToDevice(_hostWeights, device);
    }

    /// <summary>The memory that a table of so many rows takes.</summary>
    public static long BytesOf(IBatchSource source) =>
        (long)source.RowCount * sizeof(float)
        * (source.Shape.NumericCount + source.Shape.CategoryCount + source.Shape.PreviousCount + source.Shape.TargetCount + 1);

    /// <summary>The named rows.</summary>
    /// <param name="rows">Row numbers on the device.</param>
    /// <param name="allRows">The number of rows of the whole step.</param>
    public TorchBatch Gather(Tensor rows, int allRows) => new()
    {
        Count = (int)rows.shape[0],
        AllRows = allRows,
        Numerics = _numerics?.index_select(0, rows),
        Categories = _categories?.index_select(0, rows).to_type(torch.int64),
        Previous = _previous?.index_select(0, rows),
        Targets = Labels(rows),
        Weights = _weights.index_select(0, rows),
    };

    /// <summary>The labels of the named rows.</summary>
    public Tensor Labels(Tensor rows) => _targets.index_select(0, rows);

    /// <summary>Labels and row weights of the named rows, on the host.</summary>
    public void ReadLabels(ReadOnlySpan<int> rows, Span<float> targets, Span<float> weights)
    {
        var width = _shape.TargetCount;
        for (var i = 0; i < rows.Length; i++)
        {
            _hostTargets.AsSpan(rows[i] * width, width).CopyTo(targets[(i * width)..]);
            weights[i] = _hostWeights[rows[i]];
        }
    }

    public void Dispose()
    {
        _numerics?.Dispose();
        _categories?.Dispose();
        _previous?.Dispose();
        _targets.Dispose();
        _weights.Dispose();
    }

    private static Tensor Empty(long rows, long columns, torch.ScalarType type, torch.Device device) =>
        torch.empty(rows, columns, type, device).DetachFromDisposeScope();

    private static void Write<T>(ReadOnlySpan<T> values, Tensor? destination, int firstRow)
        where T : unmanaged
    {
        if (destination is not null)
        {
            using var flat = destination.view(-1);
            using var part = flat.narrow(0, firstRow * destination.shape[1], values.Length);
            HostTensors.Write(values, part);
        }
    }

    private void Copy(IBatchSource source, CategoryCleaner cleaner)
    {
        var block = new Batch(_shape, Math.Min(BlockRows, Math.Max(source.RowCount, 1)));
        var numbers = new int[block.Capacity];
        for (var start = 0; start < source.RowCount; start += block.Capacity)
        {
            var count = Math.Min(block.Capacity, source.RowCount - start);
            for (var i = 0; i < count; i++)
            {
                numbers[i] = start + i;
            }

            source.Read(numbers.AsSpan(0, count), block);
            cleaner.Clean(block);
            Write<float>(block.Numerics, _numerics, start);
            Write<int>(block.Categories, _categories, start);
            Write<float>(block.Previous, _previous, start);
            block.Targets.CopyTo(_hostTargets.AsSpan(start * _shape.TargetCount));
            block.Weights.CopyTo(_hostWeights.AsSpan(start));
        }
    }
}
