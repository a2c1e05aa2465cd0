namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// A matrix B[K, N] copied into the order in which the product kernels read it, so that they stream through it. Plan it once for the
/// largest size; then pack as often as the values change and use it for any number of products.
/// </summary>
internal sealed unsafe class PackedMatrix
{
    private readonly AlignedBuffer _buffer;

    /// <summary>Plans room for a matrix of <paramref name="rows"/> x <paramref name="columns"/>.</summary>
    public PackedMatrix(int rows, int columns)
        : this(rows, columns, KernelKinds.Best)
    {
    }

    /// <summary>Plans for one kind of kernels.</summary>
    public PackedMatrix(int rows, int columns, KernelKind kind)
    {
        Kind = kind;
        PanelWidth = kind switch
        {
            KernelKind.Avx512 => 32,
            KernelKind.Avx2 => 16,
            _ => 2 * System.Numerics.Vector<float>.Count,
        };
        _buffer = new AlignedBuffer(checked(rows * Pad(columns)));
    }

    public KernelKind Kind { get; }

    /// <summary>Rows (K) of the matrix packed last.</summary>
    public int Rows { get; private set; }

    /// <summary>Columns (N) of the matrix packed last.</summary>
    public int Columns { get; private set; }

    public int PanelWidth { get; }

    public float* Data => _buffer.Pointer;

    /// <summary>Copies <paramref name="matrix"/> in; it may be smaller than planned.</summary>
    public void Pack(WorkerTeam team, in MatrixView matrix)
    {
        if ((long)matrix.Rows * Pad(matrix.Columns) > _buffer.Length)
        {
            throw new ArgumentException(
                $"A {matrix.Rows} x {matrix.Columns} matrix does not fit into {_buffer.Length} planned elements.", nameof(matrix));
        }

        Rows = matrix.Rows;
        Columns = matrix.Columns;
        var work = new PackWork { Source = matrix, Destination = Data, Width = PanelWidth };
        team.Run((Columns + PanelWidth - 1) / PanelWidth, ref work);
    }

    private int Pad(int columns) => (columns + PanelWidth - 1) / PanelWidth * PanelWidth;

    private struct PackWork : IChunkWork
    {
        public MatrixView Source;
        public float* Destination;
        public int Width;

        public readonly void Execute(int chunk)
        {
            float* destination = Destination + ((nint)chunk * Width * Source.Rows);
            int first = chunk * Width;
            for (int k = 0; k < Source.Rows; k++)
            {
                for (int j = 0; j < Width; j++)
                {
                    *destination++ = first + j < Source.Columns
                        ? Source.Data[(k * Source.RowStride) + ((first + j) * Source.ColumnStride)]
                        : 0;
                }
            }
        }
    }
}
