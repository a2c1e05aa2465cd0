namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// A sparse matrix in somebody else's memory, in compressed-sparse-row form: row i holds the entries <c>RowStarts[i]</c> to
/// <c>RowStarts[i + 1]</c> of <see cref="ColumnIndices"/> and <see cref="Values"/>.
/// </summary>
internal readonly unsafe struct SparseRows(int rows, int* rowStarts, int* columnIndices, float* values)
{
    public int Rows { get; } = rows;

    public int* RowStarts { get; } = rowStarts;

    public int* ColumnIndices { get; } = columnIndices;

    public float* Values { get; } = values;
}
