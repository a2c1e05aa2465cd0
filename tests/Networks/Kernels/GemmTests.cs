using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests.Kernels;

[TestClass]
public sealed unsafe class GemmTests
{
    private static readonly int[] EdgeRows = [.. Enumerable.Range(1, 26), 100];
    private static readonly int[] EdgeColumns = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 70];
    private static readonly int[] EdgeDepths = [1, 2, 3, 7, 8, 16, 17, 40];

    [TestMethod]
    public void Multiply_SizesAroundTheTileEdges_AgreeWithTheReference()
    {
        using var team = new WorkerTeam(2);
        foreach (KernelKind kind in Samples.Kinds)
        {
            foreach (int m in EdgeRows)
            {
                foreach (int n in EdgeColumns)
                {
                    // Every depth is met with every orientation, but not every size with every depth, to keep the test short.
                    int k = EdgeDepths[(m + n) % EdgeDepths.Length];
                    new Case { Kind = kind, M = m, N = n, K = k, Variant = m + (3 * n) }.Check(team);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(255)]
    [DataRow(256)]
    [DataRow(257)]
    [DataRow(700)]
    [DataRow(1100)]
    public void Multiply_DepthsAroundTheBlockEdges_AgreeWithTheReference(int k)
    {
        using var team = new WorkerTeam(2);
        foreach (KernelKind kind in Samples.Kinds)
        {
            for (int variant = 0; variant < 64; variant++)
            {
                new Case { Kind = kind, M = 13, N = 37, K = k, Variant = variant }.Check(team);
                new Case { Kind = kind, M = 13, N = 1 + (variant % 4), K = k, Variant = variant }.Check(team);
                new Case { Kind = kind, M = 1 + (variant % 4), N = 50, K = k, Variant = variant }.Check(team);
            }
        }
    }

    [TestMethod]
    public void Multiply_AnyNumberOfThreads_GivesTheSameBits()
    {
        foreach (KernelKind kind in Samples.Kinds)
        {
            foreach ((int m, int n, int k) in new[] { (256, 64, 300), (37, 250, 600), (500, 1, 256), (3, 256, 1000), (1, 7, 5) })
            {
                foreach (int variant in (int[])[0, 1, 2, 3, 56, 62])
                {
                    var test = new Case { Kind = kind, M = m, N = n, K = k, Variant = variant };
                    float[]? expected = null;
                    for (int threads = 1; threads <= 4; threads++)
                    {
                        using var team = new WorkerTeam(threads);
                        float[] actual = test.Run(team).Span.ToArray();
                        expected ??= actual;
                        CollectionAssert.AreEqual(expected, actual, $"{test}, {threads} threads");
                    }
                }
            }
        }
    }

    [TestMethod]
    public void Multiply_PackedMatrix_GivesARowTheSameBitsWhateverTheOtherRows()
    {
        using var team = new WorkerTeam(1);
        foreach (KernelKind kind in Samples.Kinds)
        {
            foreach (int n in (int[])[1, 3, 16, 40, 256])
            {
                const int M = 29;
                const int K = 300;
                AlignedBuffer a = Samples.Uniform(M * K, 1);
                AlignedBuffer b = Samples.Uniform(K * n, 2);
                AlignedBuffer bias = Samples.Uniform(n, 3);
                var all = new AlignedBuffer(M * n);
                var one = new AlignedBuffer(n);
                var row = new AlignedBuffer(n);
                var packed = new PackedMatrix(K, n, kind);
                packed.Pack(team, new MatrixView(b.Pointer, K, n, n));
                var epilogue = new Epilogue { Bias = bias.Pointer, Relu = true };
                Gemm.Multiply(team, new MatrixView(a.Pointer, M, K, K), packed, all.Pointer, n, accumulate: false, epilogue);
                for (int i = 0; i < M; i++)
                {
                    Gemm.Multiply(
                        team, new MatrixView(a.Pointer + (i * K), 1, K, K), packed, one.Pointer, n, accumulate: false, epilogue);
                    RowProduct.Multiply(a.Pointer + (i * K), packed, bias.Pointer, relu: true, row.Pointer);
                    CollectionAssert.AreEqual(all.Span.Slice(i * n, n).ToArray(), one.Span.ToArray(), $"{kind}, {n} columns");
                    CollectionAssert.AreEqual(all.Span.Slice(i * n, n).ToArray(), row.Span.ToArray(), $"{kind}, {n} columns");
                }
            }
        }
    }

    [TestMethod]
    public void Multiply_AfterWarmUp_AllocatesNothing()
    {
        using var team = new WorkerTeam(2);
        AlignedBuffer a = Samples.Uniform(256 * 256, 1);
        AlignedBuffer b = Samples.Uniform(256 * 256, 2);
        var c = new AlignedBuffer(256 * 256);
        var view = new MatrixView(a.Pointer, 256, 256, 256);
        var packed = new PackedMatrix(256, 256);
        Allocations.AssertNone(10, () =>
        {
            packed.Pack(team, new MatrixView(b.Pointer, 256, 256, 256));
            Gemm.Multiply(team, view, packed, c.Pointer, 256);
            Gemm.Multiply(team, view.Transposed, view, c.Pointer, 256, accumulate: true);
            Gemm.Multiply(team, view.Transposed, new MatrixView(b.Pointer, 256, 3, 3), c.Pointer, 256);
            RowProduct.Multiply(a.Pointer, packed, null, relu: false, c.Pointer);
        });
    }

    [TestMethod]
    public void Multiply_SizesThatDoNotMatch_AreRefused()
    {
        using var team = new WorkerTeam(1);
        AlignedBuffer a = Samples.Uniform(64, 1);
        var packed = new PackedMatrix(4, 4);
        packed.Pack(team, new MatrixView(a.Pointer, 4, 4, 4));
        Assert.ThrowsExactly<ArgumentException>(() => Gemm.Multiply(team, new MatrixView(a.Pointer, 8, 3, 3), packed, a.Pointer, 4));
        Assert.ThrowsExactly<ArgumentException>(() => packed.Pack(team, new MatrixView(a.Pointer, 8, 8, 8)));
    }

    /// <summary>One product; the bits of <see cref="Variant"/> choose orientations, accumulation, bias, ReLU, dropout and packing.</summary>
    private sealed record Case
    {
        public required KernelKind Kind { get; init; }

        public required int M { get; init; }

        public required int N { get; init; }

        public required int K { get; init; }

        public required int Variant { get; init; }

        private bool TransposedA => !PackedBefore && (Variant & 1) != 0;

        private bool TransposedB => (Variant & 2) != 0;

        private bool Accumulate => (Variant & 4) != 0;

        private bool PackedBefore => (Variant & 8) != 0;

        private bool Bias => PackedBefore && (Variant & 16) != 0;

        private bool Relu => PackedBefore && (Variant & 32) != 0;

        private DropoutMask Dropout => PackedBefore && Variant % 3 == 0 ? new DropoutMask(5, 6, 7, 0.3f, N) : default;

        private int CStride => N + (Variant % 5);

        public AlignedBuffer Run(WorkerTeam team)
        {
            (MatrixView a, AlignedBuffer holdsA) = Operand(M, K, TransposedA, 1);
            (MatrixView b, AlignedBuffer holdsB) = Operand(K, N, TransposedB, 2);
            AlignedBuffer bias = Samples.Uniform(N, 3);
            AlignedBuffer c = Samples.Uniform(M * CStride, 4);
            var epilogue = new Epilogue { Bias = Bias ? bias.Pointer : null, Relu = Relu, Dropout = Dropout };
            if (PackedBefore)
            {
                var packed = new PackedMatrix(K, N, Kind);
                packed.Pack(team, b);
                Gemm.Multiply(team, a, packed, c.Pointer, CStride, Accumulate, epilogue);
            }
            else
            {
                Gemm.Multiply(team, KernelSet.Of(Kind), a, b, c.Pointer, CStride, Accumulate);
            }

            GC.KeepAlive(holdsA);
            GC.KeepAlive(holdsB);
            GC.KeepAlive(bias);
            return c;
        }

        public void Check(WorkerTeam team)
        {
            AlignedBuffer actual = Run(team);
            (MatrixView a, AlignedBuffer holdsA) = Operand(M, K, TransposedA, 1);
            (MatrixView b, AlignedBuffer holdsB) = Operand(K, N, TransposedB, 2);
            AlignedBuffer bias = Samples.Uniform(N, 3);
            AlignedBuffer c = Samples.Uniform(M * CStride, 4);
            for (int i = 0; i < M; i++)
            {
                for (int j = 0; j < CStride; j++)
                {
                    double expected = c.Span[(i * CStride) + j];
                    if (j < N)
                    {
                        double sum = Accumulate ? expected : 0;
                        for (int k = 0; k < K; k++)
                        {
                            sum += (double)a.Data[(i * a.RowStride) + (k * a.ColumnStride)]
                                * b.Data[(k * b.RowStride) + (j * b.ColumnStride)];
                        }

                        sum += Bias ? bias.Span[j] : 0;
                        sum = Relu ? Math.Max(sum, 0) : sum;
                        expected = Dropout.IsActive ? sum * Dropout.Factor(i, j) : sum;
                    }

                    double error = Math.Abs(expected - actual.Span[(i * CStride) + j]);
                    Assert.IsTrue(error <= 1e-6 * (K + 4), $"{this}: element ({i}, {j}) is off by {error}.");
                }
            }

            GC.KeepAlive(holdsA);
            GC.KeepAlive(holdsB);
        }

        private (MatrixView View, AlignedBuffer Buffer) Operand(int rows, int columns, bool transposed, uint purpose)
        {
            (int storedRows, int storedColumns) = transposed ? (columns, rows) : (rows, columns);
            int stride = storedColumns + (Variant % 2);
            AlignedBuffer buffer = Samples.Uniform(storedRows * stride, purpose);
            var view = new MatrixView(buffer.Pointer, storedRows, storedColumns, stride);
            return (transposed ? view.Transposed : view, buffer);
        }
    }
}
