namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// Matrix products C = A B or C += A B with a fused <see cref="Epilogue"/>.
/// </summary>
/// <remarks>
/// The sum of an element runs over k in ascending order in blocks of fixed size, whatever the number of threads and wherever the element lies, so results are the same bits for any
/// number of threads, and a row's result does not depend on the other rows.
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>C[M, N] = A[M, K] B[K, N], with B packed before.</summary>
    /// <param name="team">The threads to use.</param>
    /// <param name="a">A, in either orientation.</param>
    /// <param name="b">B.</param>
    /// <param name="c">C, row-major.</param>
    /// <param name="cStride">The distance of C's rows.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    /// <param name="epilogue">What to do with each complete sum.</param>
    public static void Multiply(
        WorkerTeam team, in MatrixView a, PackedMatrix b, float* c, int cStride, bool accumulate = false, in Epilogue epilogue = default)
    {
        if (a.Columns != b.Rows)
        {
            throw new ArgumentException($"A has {a.Columns} columns and B has {b.Rows} rows.", nameof(a));
        }

        var work = new Work { A = a, B = b, C = c, CStride = cStride, Accumulate = accumulate, Epilogue = epilogue };
        team.Run(a.Rows, ref work);
    }

    /// <summary>C[M, N] = A[M, K] B[K, N]; B is packed into <paramref name="workspace"/> if that pays.</summary>
    public static void Multiply(
        WorkerTeam team, in MatrixView a, in MatrixView b, PackedMatrix workspace, float* c, int cStride, bool accumulate = false, in Epilogue epilogue = default)
    {
        workspace.Pack(team, b);
        Multiply(team, a, workspace, c, cStride, accumulate, epilogue);
    }

    private struct Work : IChunkWork
    {
        public MatrixView A;
        public PackedMatrix B;
        public float* C;
        public int CStride;
        public bool Accumulate;
        public Epilogue Epilogue;

        public readonly void Execute(int chunk)
        {
            for (int j = 0; j < B.Columns; j++)
            {
                float sum = 0;
                float* b = B.Data + ((nint)(j / B.PanelWidth) * B.PanelWidth * B.Rows) + (j % B.PanelWidth);
                for (int k = 0; k < B.Rows; k++)
                {
                    sum = MathF.FusedMultiplyAdd(A.Data[(chunk * A.RowStride) + (k * A.ColumnStride)], b[k * B.PanelWidth], sum);
                }

                float* c = C + ((nint)chunk * CStride) + j;
                sum += Accumulate ? *c : 0;
                sum += Epilogue.Bias is null ? 0 : Epilogue.Bias[j];
                sum = Epilogue.Relu ? MathF.Max(sum, 0) : sum;
                *c = Epilogue.Dropout.IsActive ? sum * Epilogue.Dropout.Factor(chunk, j) : sum;
            }
        }
    }
}
