namespace NeuralTrainers.Networks;

/// <summary>
/// A table in memory. Rows are kept in blocks, so that it grows without copying and its memory is the data's own size.
/// </summary>
public sealed class TrainingTable : IConcurrentBatchSource
{
    private const int BlockRows = 4096;

    // So many rows are on their way from memory at a time.
    private const int PrefetchDistance = 8;

    private readonly List<RowBlock> _blocks = [];

    /// <summary>Makes an empty table.</summary>
    public TrainingTable(TableShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape;
    }

    /// <inheritdoc/>
    public TableShape Shape { get; }

    /// <inheritdoc/>
    public int RowCount { get; private set; }

    /// <summary>Adds the rows of a batch at the end.</summary>
    /// <param name="batch">A batch of the same shape.</param>
    public void Append(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Shape != Shape)
        {
            throw new ArgumentException($"The batch has the shape {batch.Shape}, the table {Shape}.", nameof(batch));
        }

        for (var row = 0; row < batch.Count; row++)
        {
            if (RowCount % BlockRows == 0)
            {
                _blocks.Add(new RowBlock(Shape, BlockRows));
            }

            _blocks[^1].Append(batch, row);
            RowCount = checked(RowCount + 1);
        }
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Reserve(rows, batch);
        Fill(rows, batch, 0);
    }

    bool IConcurrentBatchSource.TryReserve(ReadOnlySpan<int> rows, Batch batch)
    {
        Reserve(rows, batch);
        return true;
    }

    void IConcurrentBatchSource.Fill(ReadOnlySpan<int> rows, Batch batch, int first) => Fill(rows, batch, first);

    private void Reserve(ReadOnlySpan<int> rows, Batch batch)
    {
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)RowCount)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"There is no row {row}: the table has {RowCount}.");
            }
        }

        batch.Clear();
        batch.Reserve(rows.Length);
        for (var i = 0; i < rows.Length && Shape.IsSparse; i++)
        {
            if (i + PrefetchDistance < rows.Length)
            {
                Block(rows[i + PrefetchDistance], out var ahead).PrefetchLength(ahead);
            }

            batch.SetSparseLength(i, Block(rows[i], out var row).SparseLength(row));
        }
    }

    private void Fill(ReadOnlySpan<int> rows, Batch batch, int first)
    {
        for (var i = 0; i < Math.Min(PrefetchDistance, rows.Length); i++)
        {
            Block(rows[i], out var row).PrefetchRow(row);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (i + PrefetchDistance < rows.Length)
            {
                Block(rows[i + PrefetchDistance], out var ahead).PrefetchRow(ahead);
            }

            Block(rows[i], out var row).CopyTo(row, batch, first + i);
        }
    }

    private RowBlock Block(int row, out int rowInBlock)
    {
        rowInBlock = row % BlockRows;
        return _blocks[row / BlockRows];
    }
}
