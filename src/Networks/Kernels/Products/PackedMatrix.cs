namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// A matrix B[K, N] copied into the order in which the product kernels read it, so that they stream through it. Plan it once for the
/// largest size; then pack as often as the values change and use it for any number of products.
/// </summary>
/// <remarks>
/// Panels of two vectors of columns follow one another; in a panel, rows do, padded with zeros to the panel's width. Up to
/// <see cref="NarrowColumns"/> columns lie one after the other instead.
/// </remarks>
internal sealed unsafe class PackedMatrix
{
    /// <summary>Up to this many columns a matrix is not worth a panel.</summary>
    public const int NarrowColumns = 4;

    private readonly AlignedBuffer _buffer;

    /// <summary>Plans room for a matrix of <paramref name="rows"/> x <paramref name="columns"/>.</summary>
    public PackedMatrix(int rows, int columns)
        : this(rows, columns, KernelKinds.Best)
    {
    }

    /// <summary>Plans for one kind of kernels.</summary>
    public PackedMatrix(int rows, int columns, KernelKind kind)
    {
        Kernels = KernelSet.Of(kind);
        _buffer = new AlignedBuffer(checked((int)Size(rows, columns)));
    }

    /// <summary>The kernels that read this packing.</summary>
    public KernelSet Kernels { get; }

    /// <summary>Rows (K) of the matrix packed last.</summary>
    public int Rows { get; private set; }

    /// <summary>Columns (N) of the matrix packed last.</summary>
    public int Columns { get; private set; }

    /// <summary>Whether columns lie one after the other, <see cref="Rows"/> apart.</summary>
    public bool IsNarrow => Columns <= NarrowColumns;

    public float* Data => _buffer.Pointer;

    /// <summary>Copies <paramref name="matrix"/> in; it may be smaller than planned.</summary>
    /// <exception cref="ArgumentException">It is larger than planned.</exception>
    public void Pack(WorkerTeam team, in MatrixView matrix)
    {
        if (Size(matrix.Rows, matrix.Columns) > _buffer.Length)
        {
            throw new ArgumentException(
                $"A {matrix.Rows} x {matrix.Columns} matrix does not fit into {_buffer.Length} planned elements.", nameof(matrix));
        }

        Rows = matrix.Rows;
        Columns = matrix.Columns;
        if (IsNarrow)
        {
            PackNarrow(matrix);
            return;
        }

        var work = new PanelWork { Matrix = matrix, Destination = Data, Kernels = Kernels };
        int width = Kernels.PanelWidth;
        team.Run((Columns + width - 1) / width, ref work);
    }

    private long Size(int rows, int columns)
    {
        int width = Kernels.PanelWidth;
        return Math.Max((columns + width - 1) / width * width, NarrowColumns) * (long)rows;
    }

    private void PackNarrow(in MatrixView matrix)
    {
        float* destination = Data;
        for (int j = 0; j < Columns; j++)
        {
            for (int k = 0; k < Rows; k++)
            {
                *destination++ = matrix.Data[(k * matrix.RowStride) + (j * matrix.ColumnStride)];
            }
        }
    }

    private struct PanelWork : IChunkWork
    {
        public MatrixView Matrix;
        public float* Destination;
        public KernelSet Kernels;

        public readonly void Execute(int chunk)
        {
            int width = Kernels.PanelWidth;
            int column = chunk * width;
            MatrixView matrix = Matrix;
            Kernels.PackPanel(
                &matrix, 0, matrix.Rows, column, Math.Min(width, matrix.Columns - column), Destination + ((nint)column * matrix.Rows));
        }
    }
}
