namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// A matrix in somebody else's memory: element (i, j) is <c>Data[i * RowStride + j * ColumnStride]</c>. One of the strides is 1.
/// </summary>
internal readonly unsafe struct MatrixView
{
    /// <summary>A row-major matrix whose rows are <paramref name="stride"/> floats apart.</summary>
    public MatrixView(float* data, int rows, int columns, int stride)
        : this(data, rows, columns, stride, 1)
    {
    }

    private MatrixView(float* data, int rows, int columns, nint rowStride, nint columnStride)
    {
        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    public float* Data { get; }

    public int Rows { get; }

    public int Columns { get; }

    public nint RowStride { get; }

    public nint ColumnStride { get; }

    /// <summary>The same memory read as the transposed matrix; nothing is copied.</summary>
    public MatrixView Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);
}
