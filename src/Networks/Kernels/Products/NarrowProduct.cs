namespace NeuralTrainers.Networks.Kernels;

/// <summary>Products with up to <see cref="PackedMatrix.NarrowColumns"/> columns, or rows.</summary>
internal static unsafe class NarrowProduct
{
    private const int ElementsPerChunk = 32768;

    /// <summary>C[M, N] = A[M, K] B[K, N] for a narrow packed B.</summary>
    public static void Multiply(
        WorkerTeam team, in MatrixView a, PackedMatrix b, float* c, int cStride, bool accumulate, in Epilogue epilogue)
    {
        int rowsPerChunk = Math.Max(8, ElementsPerChunk / Math.Max(a.Columns, 1));
        var work = new DotWork
        {
            A = a,
            B = b,
            C = c,
            CStride = cStride,
            Accumulate = accumulate,
            Epilogue = epilogue,
            RowsPerChunk = rowsPerChunk,
        };
        team.Run((a.Rows + rowsPerChunk - 1) / rowsPerChunk, ref work);
    }

    /// <summary>
    /// C[M, N] = A[M, K] B[K, N] if N is small and A is stored by columns, or M is small and B is stored by rows: then the long side
    /// can be read as it lies, without packing.
    /// </summary>
    public static bool TryMultiply(
        WorkerTeam team, KernelSet kernels, in MatrixView a, in MatrixView b, float* c, int cStride, bool accumulate)
    {
        if (b.Columns <= PackedMatrix.NarrowColumns && a.RowStride == 1)
        {
            Run(team, kernels, a, b, c, cStride, 1, accumulate);
            return true;
        }

        if (a.Rows <= PackedMatrix.NarrowColumns && b.ColumnStride == 1)
        {
            Run(team, kernels, b.Transposed, a.Transposed, c, 1, cStride, accumulate);
            return true;
        }

        return false;
    }

    private static void Run(
        WorkerTeam team, KernelSet kernels, in MatrixView a, in MatrixView b, float* c, nint cRow, nint cColumn, bool accumulate)
    {
        if (a.Rows == 0 || b.Columns == 0)
        {
            return;
        }

        int rowsPerChunk = 4 * kernels.VectorLength;
        rowsPerChunk *= Math.Max(1, ElementsPerChunk / (rowsPerChunk * Math.Max(a.Columns, 1)));
        var work = new NarrowWork
        {
            Kernels = kernels,
            Block = new NarrowBlock
            {
                A = a.Data,
                AColumn = a.ColumnStride,
                Rows = a.Rows,
                Depth = a.Columns,
                B = b.Data,
                BRow = b.RowStride,
                BColumn = b.ColumnStride,
                C = c,
                CRow = cRow,
                CColumn = cColumn,
                Accumulate = accumulate,
            },
            Columns = b.Columns,
            RowsPerChunk = rowsPerChunk,
        };
        team.Run((a.Rows + rowsPerChunk - 1) / rowsPerChunk, ref work);
    }

    private struct DotWork : IChunkWork
    {
        public MatrixView A;
        public PackedMatrix B;
        public float* C;
        public int CStride;
        public bool Accumulate;
        public Epilogue Epilogue;
        public int RowsPerChunk;

        public readonly void Execute(int chunk)
        {
            int first = chunk * RowsPerChunk;
            int end = Math.Min(first + RowsPerChunk, A.Rows);
            float* sums = stackalloc float[8 * PackedMatrix.NarrowColumns];
            for (int i = first; i < end; i += 8)
            {
                int rows = Math.Min(8, end - i);
                for (int j = 0; j < B.Columns; j++)
                {
                    B.Kernels.Dot(
                        A.Data + (i * A.RowStride), A.RowStride, B.Data + ((nint)j * B.Rows), B.Rows, rows, sums + j, B.Columns);
                }

                Finish(sums, i, rows);
            }
        }

        private readonly void Finish(float* sums, int row, int rows)
        {
            for (int i = row; i < row + rows; i++)
            {
                float* c = C + ((nint)i * CStride);
                for (int j = 0; j < B.Columns; j++)
                {
                    float sum = *sums++;
                    sum = Accumulate ? c[j] + sum : sum;
                    sum += Epilogue.Bias is null ? 0 : Epilogue.Bias[j];
                    sum = Epilogue.Relu ? MathF.Max(0, sum) : sum;
                    c[j] = Epilogue.Dropout.IsActive ? sum * Epilogue.Dropout.Factor(i, j) : sum;
                }
            }
        }
    }

    private struct NarrowWork : IChunkWork
    {
        public KernelSet Kernels;
        public NarrowBlock Block;
        public int Columns;
        public int RowsPerChunk;

        public readonly void Execute(int chunk)
        {
            int first = chunk * RowsPerChunk;
            NarrowBlock block = Block;
            block.A += first;
            block.C += first * block.CRow;
            block.Rows = Math.Min(RowsPerChunk, block.Rows - first);
            Kernels.ForNarrow(Columns)(&block);
        }
    }
}
