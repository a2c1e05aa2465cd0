namespace Microsoft.ML.Data;

/// <summary>Makes editors, which write into a vector's own arrays when these are large enough.</summary>
public static class VBufferEditor
{
    public static VBufferEditor<T> Create<T>(scoped ref VBuffer<T> destination, int newLogicalLength, int? valuesCount = null)
        => destination.GetEditor(newLogicalLength, valuesCount ?? newLogicalLength);

    public static VBufferEditor<T> CreateFromBuffer<T>(scoped ref VBuffer<T> destination) => destination.GetEditor();
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
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = count == length ? default : indices.AsSpan(0, count);
    }

    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);
}
