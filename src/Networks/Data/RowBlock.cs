using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A fixed number of rows of a <see cref="TrainingTable"/>.</summary>
internal sealed class RowBlock
{
    private readonly TableShape _shape;
    private readonly float[] _numerics;
    private readonly int[] _categories;
    private readonly float[] _targets;
    private readonly float[] _weights;
    private readonly float[] _previous;
    private readonly int[] _starts;
    private int[] _indices = [];
    private float[] _values = [];
    private int _count;

    public RowBlock(TableShape shape, int rows)
    {
        _shape = shape;
        _numerics = new float[shape.IsSparse ? 0 : checked(rows * shape.NumericCount)];
        _categories = new int[checked(rows * shape.CategoryCount)];
        _targets = new float[checked(rows * shape.TargetCount)];
        _weights = new float[rows];
        _previous = new float[checked(rows * shape.PreviousCount)];
        _starts = new int[shape.IsSparse ? rows + 1 : 0];
    }

    public void Append(Batch batch, int row)
    {
        if (_shape.IsSparse)
        {
            AppendSparse(batch, row);
        }
        else
        {
            batch.NumericRow(row).CopyTo(_numerics.AsSpan(_count * _shape.NumericCount));
        }

        batch.CategoryRow(row).CopyTo(_categories.AsSpan(_count * _shape.CategoryCount));
        batch.TargetRow(row).CopyTo(_targets.AsSpan(_count * _shape.TargetCount));
        batch.PreviousRow(row).CopyTo(_previous.AsSpan(_count * _shape.PreviousCount));
        _weights[_count] = batch.Weights[row];
        _count++;
    }

    /// <summary>The number of sparse entries of a row.</summary>
    public int SparseLength(int row) => _starts[row + 1] - _starts[row];

    /// <summary>Writes a row over one of a batch that has room for it.</summary>
    public void CopyTo(int row, Batch batch, int at)
    {
        if (_shape.IsSparse)
        {
            var length = SparseLength(row);
            batch.FillSparseRow(at, _indices.AsSpan(_starts[row], length), _values.AsSpan(_starts[row], length));
        }
        else
        {
            _numerics.AsSpan(row * _shape.NumericCount, _shape.NumericCount).CopyTo(batch.NumericRow(at));
        }

        _categories.AsSpan(row * _shape.CategoryCount, _shape.CategoryCount).CopyTo(batch.CategoryRow(at));
        _targets.AsSpan(row * _shape.TargetCount, _shape.TargetCount).CopyTo(batch.TargetRow(at));
        _previous.AsSpan(row * _shape.PreviousCount, _shape.PreviousCount).CopyTo(batch.PreviousRow(at));
        batch.Weights[at] = _weights[row];
    }

    /// <summary>Asks the processor to bring the entries' places of a sparse row into its cache.</summary>
    public void PrefetchLength(int row) => Prefetch.Elements(_starts, row, 2);

    /// <summary>Asks the processor to bring a row into its cache.</summary>
    public void PrefetchRow(int row)
    {
        if (_shape.IsSparse)
        {
            Prefetch.Elements(_indices, _starts[row], SparseLength(row));
            Prefetch.Elements(_values, _starts[row], SparseLength(row));
        }
        else
        {
            Prefetch.Elements(_numerics, row * _shape.NumericCount, _shape.NumericCount);
        }

        Prefetch.Elements(_categories, row * _shape.CategoryCount, _shape.CategoryCount);
        Prefetch.Elements(_targets, row * _shape.TargetCount, _shape.TargetCount);
        Prefetch.Elements(_weights, row, 1);
    }

    private void AppendSparse(Batch batch, int row)
    {
        var from = batch.SparseStarts[row];
        var length = batch.SparseStarts[row + 1] - from;
        var start = _starts[_count];
        var end = checked(start + length);
        if (end > _indices.Length)
        {
            var capacity = Math.Max(end, checked(_indices.Length + (_indices.Length / 2) + 1024));
            Array.Resize(ref _indices, capacity);
            Array.Resize(ref _values, capacity);
        }

        batch.SparseIndices.Slice(from, length).CopyTo(_indices.AsSpan(start));
        batch.SparseValues.Slice(from, length).CopyTo(_values.AsSpan(start));
        _starts[_count + 1] = end;
    }
}
