namespace Microsoft.ML.Data;

/// <summary>A value that is copied into the buffers of another.</summary>
internal interface ICopyable<T>
{
    void CopyTo(ref T destination);
}

/// <summary>A vector that is dense, or sparse with explicit values at increasing indices. Its arrays are reused from row to row.</summary>
public readonly struct VBuffer<T> : ICopyable<VBuffer<T>>
{
    public readonly int Length;

    private readonly int _count;
    private readonly T[] _values;
    private readonly int[] _indices;

    public VBuffer(int length, T[] values, int[] indices = null) : this(length, length, values, indices) { }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, length);
        if ((values?.Length ?? 0) < count || (count != length && (indices?.Length ?? 0) < count))
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "There are fewer values or indices than the count says.");
        }

        (Length, _count, _values, _indices) = (length, count, values, indices);
    }

    public bool IsDense => _count == Length;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public T GetItemOrDefault(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
        var slot = IsDense ? index : GetIndices().BinarySearch(index);
        return slot < 0 ? default : _values[slot];
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination)
    {
        if (IsDense)
        {
            GetValues().CopyTo(destination);
            return;
        }

        destination[..Length].Clear();
        for (var i = 0; i < _count; i++)
        {
            destination[_indices[i]] = _values[i];
        }
    }

    public IEnumerable<T> DenseValues()
    {
        var values = new T[Length];
        CopyTo(values);
        return values;
    }

    public override string ToString()
        => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    internal VBufferEditor<T> GetEditor(int length, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, length);
        var values = _values?.Length >= count ? _values : new T[count];
        var indices = count == length || _indices?.Length >= count ? _indices : new int[count];
        return new(length, count, values, indices);
    }
}

/// <summary>Makes editors, which write into a vector's own arrays when these are large enough.</summary>
public static class VBufferEditor
{
    public static VBufferEditor<T> Create<T>(scoped ref VBuffer<T> destination, int newLogicalLength, int? valuesCount = null)
        => destination.GetEditor(newLogicalLength, valuesCount ?? newLogicalLength);
}

/// <summary>Writes the values (and, of a sparse vector, the indices), then makes the vector.</summary>
public readonly ref struct VBufferEditor<T>
{
    public readonly Span<T> Values;

    public readonly Span<int> Indices;

    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(int length, int count, T[] values, int[] indices)
    {
        (_length, _values, _indices) = (length, values, indices);
        Values = values.AsSpan(0, count);
        Indices = count == length ? default : indices.AsSpan(0, count);
    }

    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);
}
