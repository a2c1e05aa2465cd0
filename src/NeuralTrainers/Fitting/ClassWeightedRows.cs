using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Rows whose weights are multiplied by the factors of their classes.</summary>
internal sealed class ClassWeightedRows(IBatchSource rows, float[] factors) : IConcurrentBatchSource
{
    public TableShape Shape => rows.Shape;

    public int RowCount => rows.RowCount;

    public void Read(ReadOnlySpan<int> rowNumbers, Batch batch)
    {
        rows.Read(rowNumbers, batch);
        Weigh(batch, 0, batch.Count);
    }

    public bool TryReserve(ReadOnlySpan<int> rowNumbers, Batch batch) =>
        rows is IConcurrentBatchSource concurrent && concurrent.TryReserve(rowNumbers, batch);

    public void Fill(ReadOnlySpan<int> rowNumbers, Batch batch, int first)
    {
        ((IConcurrentBatchSource)rows).Fill(rowNumbers, batch, first);
        Weigh(batch, first, rowNumbers.Length);
    }

    private void Weigh(Batch batch, int first, int count)
    {
        for (var row = first; row < first + count; row++)
        {
            batch.Weights[row] *= factors[(int)batch.Targets[row]];
        }
    }
}
