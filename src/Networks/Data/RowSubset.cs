namespace NeuralTrainers.Networks;

/// <summary>Some rows of another source, without copying them.</summary>
public sealed class RowSubset : IConcurrentBatchSource
{
    private readonly IBatchSource _source;
    private readonly int[] _rows;
    private int[] _mapped = [];

    /// <summary>Names the rows.</summary>
    /// <param name="source">The source of the rows.</param>
    /// <param name="rows">Row numbers of <paramref name="source"/>, in the order of the subset.</param>
    public RowSubset(IBatchSource source, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(rows);
        _source = source;
        _rows = rows;
    }

    /// <inheritdoc/>
    public TableShape Shape => _source.Shape;

    /// <inheritdoc/>
    public int RowCount => _rows.Length;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch batch)
    {
        Map(rows);
        _source.Read(_mapped.AsSpan(0, rows.Length), batch);
    }

    bool IConcurrentBatchSource.TryReserve(ReadOnlySpan<int> rows, Batch batch)
    {
        if (_source is not IConcurrentBatchSource source)
        {
            return false;
        }

        Map(rows);
        return source.TryReserve(_mapped.AsSpan(0, rows.Length), batch);
    }

    void IConcurrentBatchSource.Fill(ReadOnlySpan<int> rows, Batch batch, int first) =>
        ((IConcurrentBatchSource)_source).Fill(_mapped.AsSpan(first, rows.Length), batch, first);

    private void Map(ReadOnlySpan<int> rows)
    {
        if (_mapped.Length < rows.Length)
        {
            _mapped = new int[rows.Length];
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _mapped[i] = _rows[rows[i]];
        }
    }
}
