using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Rows whose weights are multiplied by the factors of their classes.</summary>
internal sealed class ClassWeightedRows(IBatchSource rows, float[] factors) : IBatchSource
{
    public TableShape Shape => rows.Shape;

    public int RowCount => rows.RowCount;

    public void Read(ReadOnlySpan<int> rowNumbers, Batch batch)
    {
        rows.Read(rowNumbers, batch);
        for (var row = 0; row < batch.Count; row++)
        {
            batch.Weights[row] *= factors[(int)batch.Targets[row]];
        }
    }
}
