namespace NeuralTrainers.Networks;

/// <summary>
/// A table in memory. Rows are kept in blocks, so that it grows without copying and its memory is the data's own size.
/// </summary>
public sealed class TrainingTable : IBatchSource
{
    private const int BlockRows = 4096;

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
        batch.Clear();
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)RowCount)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"There is no row {row}: the table has {RowCount}.");
            }

            _blocks[row / BlockRows].CopyTo(row % BlockRows, batch);
        }
    }
}
