using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>The product of one row with packed weights: weights are read once, in order, and the sums stay in registers.</summary>
internal static unsafe class RowKernel<TSimd, TVector>
    where TSimd : ISimd<TVector>
    where TVector : struct
{
    /// <summary>
    /// y[N] = x[K] W[K, N] + bias, then ReLU if asked; the bits of <see cref="TileKernel{TSimd, TVector, TRows, TVectors}"/>.
    /// </summary>
    [SkipLocalsInit]
    public static void Run(float* x, PackedMatrix weights, float* bias, bool relu, float* y)
    {
        int width = 2 * TSimd.Count;
        int depth = weights.Rows;
        nint panel = (nint)depth * width;
        float* w = weights.Data;
        float* sums = stackalloc float[4 * width];
        int columns = weights.Columns;
        int j = 0;

        // Four panels at a time: eight independent sums hide the latency of multiply-add.
        for (; columns - j > 3 * width; j += 4 * width, w += 4 * panel)
        {
            FourPanels(x, w, panel, depth, sums);
            Finish(sums, Math.Min(4 * width, columns - j), bias is null ? null : bias + j, relu, y + j);
        }

        for (; j < columns; j += width, w += panel)
        {
            OnePanel(x, w, depth, sums);
            Finish(sums, Math.Min(width, columns - j), bias is null ? null : bias + j, relu, y + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourPanels(float* x, float* w, nint panel, int depth, float* sums)
    {
        float* w1 = w + panel;
        float* w2 = w1 + panel;
        float* w3 = w2 + panel;
        for (int first = 0; first < depth; first += Gemm.DepthBlock)
        {
            float* end = x + Math.Min(Gemm.DepthBlock, depth - first);
            TVector s0A = TSimd.Zero, s0B = TSimd.Zero, s1A = TSimd.Zero, s1B = TSimd.Zero;
            TVector s2A = TSimd.Zero, s2B = TSimd.Zero, s3A = TSimd.Zero, s3B = TSimd.Zero;
            for (; x < end; x++)
            {
                TVector a = TSimd.Broadcast(*x);
                s0A = TSimd.MultiplyAdd(a, TSimd.Load(w), s0A);
                s0B = TSimd.MultiplyAdd(a, TSimd.Load(w + TSimd.Count), s0B);
                s1A = TSimd.MultiplyAdd(a, TSimd.Load(w1), s1A);
                s1B = TSimd.MultiplyAdd(a, TSimd.Load(w1 + TSimd.Count), s1B);
                s2A = TSimd.MultiplyAdd(a, TSimd.Load(w2), s2A);
                s2B = TSimd.MultiplyAdd(a, TSimd.Load(w2 + TSimd.Count), s2B);
                s3A = TSimd.MultiplyAdd(a, TSimd.Load(w3), s3A);
                s3B = TSimd.MultiplyAdd(a, TSimd.Load(w3 + TSimd.Count), s3B);
                w += 2 * TSimd.Count;
                w1 += 2 * TSimd.Count;
                w2 += 2 * TSimd.Count;
                w3 += 2 * TSimd.Count;
            }

            Store(sums, s0A, first > 0);
            Store(sums + TSimd.Count, s0B, first > 0);
            Store(sums + (2 * TSimd.Count), s1A, first > 0);
            Store(sums + (3 * TSimd.Count), s1B, first > 0);
            Store(sums + (4 * TSimd.Count), s2A, first > 0);
            Store(sums + (5 * TSimd.Count), s2B, first > 0);
            Store(sums + (6 * TSimd.Count), s3A, first > 0);
            Store(sums + (7 * TSimd.Count), s3B, first > 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OnePanel(float* x, float* w, int depth, float* sums)
    {
        for (int first = 0; first < depth; first += Gemm.DepthBlock)
        {
            float* end = x + Math.Min(Gemm.DepthBlock, depth - first);
            TVector sA = TSimd.Zero, sB = TSimd.Zero;
            for (; x < end; x++)
            {
                TVector a = TSimd.Broadcast(*x);
                sA = TSimd.MultiplyAdd(a, TSimd.Load(w), sA);
                sB = TSimd.MultiplyAdd(a, TSimd.Load(w + TSimd.Count), sB);
                w += 2 * TSimd.Count;
            }

            Store(sums, sA, first > 0);
            Store(sums + TSimd.Count, sB, first > 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* sums, TVector sum, bool accumulate) =>
        TSimd.Store(accumulate ? TSimd.Add(TSimd.Load(sums), sum) : sum, sums);

    private static void Finish(float* sums, int columns, float* bias, bool relu, float* y)
    {
        for (int j = 0; j < columns; j += TSimd.Count)
        {
            TVector mask = TSimd.Mask(Math.Min(TSimd.Count, columns - j));
            TVector sum = TSimd.Load(sums + j);
            sum = bias is null ? sum : TSimd.Add(sum, TSimd.LoadMasked(bias + j, mask));
            TSimd.StoreMasked(relu ? TSimd.Max(TSimd.Zero, sum) : sum, y + j, mask);
        }
    }
}
