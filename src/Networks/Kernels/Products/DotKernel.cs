using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Dot products of rows with a column: the forward product of a layer with few outputs.</summary>
internal static unsafe class DotKernel<TSimd, TVector>
    where TSimd : ISimd<TVector>
    where TVector : struct
{
    private const int RowsAtOnce = 8;

    /// <summary>
    /// <c>c[i * cStride] = sum over k of a[i * aRow + k] * b[k]</c> for <paramref name="rows"/> rows.
    /// A row is summed in the same order however many there are.
    /// </summary>
    public static void Run(float* a, nint aRow, float* b, int depth, int rows, float* c, int cStride)
    {
        TVector tail = TSimd.Mask(depth % TSimd.Count);
        for (; rows >= RowsAtOnce; rows -= RowsAtOnce)
        {
            Eight(a, aRow, b, depth, tail, c, cStride);
            a += RowsAtOnce * aRow;
            c += RowsAtOnce * (nint)cStride;
        }

        for (; rows > 0; rows--)
        {
            *c = Single(a, b, depth, tail);
            a += aRow;
            c += cStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(float* a, nint aRow, float* b, int depth, TVector tail, float* c, nint cStride)
    {
        TVector s0 = TSimd.Zero, s1 = TSimd.Zero, s2 = TSimd.Zero, s3 = TSimd.Zero;
        TVector s4 = TSimd.Zero, s5 = TSimd.Zero, s6 = TSimd.Zero, s7 = TSimd.Zero;
        float* a3 = a + (3 * aRow);
        float* a6 = a + (6 * aRow);
        int k = 0;
        for (; k <= depth - TSimd.Count; k += TSimd.Count)
        {
            TVector x = TSimd.Load(b + k);
            s0 = TSimd.MultiplyAdd(TSimd.Load(a + k), x, s0);
            s1 = TSimd.MultiplyAdd(TSimd.Load(a + aRow + k), x, s1);
            s2 = TSimd.MultiplyAdd(TSimd.Load(a + (2 * aRow) + k), x, s2);
            s3 = TSimd.MultiplyAdd(TSimd.Load(a3 + k), x, s3);
            s4 = TSimd.MultiplyAdd(TSimd.Load(a3 + aRow + k), x, s4);
            s5 = TSimd.MultiplyAdd(TSimd.Load(a3 + (2 * aRow) + k), x, s5);
            s6 = TSimd.MultiplyAdd(TSimd.Load(a6 + k), x, s6);
            s7 = TSimd.MultiplyAdd(TSimd.Load(a6 + aRow + k), x, s7);
        }

        if (k < depth)
        {
            TVector x = TSimd.LoadMasked(b + k, tail);
            s0 = TSimd.MultiplyAdd(TSimd.LoadMasked(a + k, tail), x, s0);
            s1 = TSimd.MultiplyAdd(TSimd.LoadMasked(a + aRow + k, tail), x, s1);
            s2 = TSimd.MultiplyAdd(TSimd.LoadMasked(a + (2 * aRow) + k, tail), x, s2);
            s3 = TSimd.MultiplyAdd(TSimd.LoadMasked(a3 + k, tail), x, s3);
            s4 = TSimd.MultiplyAdd(TSimd.LoadMasked(a3 + aRow + k, tail), x, s4);
            s5 = TSimd.MultiplyAdd(TSimd.LoadMasked(a3 + (2 * aRow) + k, tail), x, s5);
            s6 = TSimd.MultiplyAdd(TSimd.LoadMasked(a6 + k, tail), x, s6);
            s7 = TSimd.MultiplyAdd(TSimd.LoadMasked(a6 + aRow + k, tail), x, s7);
        }

        c[0] = TSimd.Sum(s0);
        c[cStride] = TSimd.Sum(s1);
        c[2 * cStride] = TSimd.Sum(s2);
        c[3 * cStride] = TSimd.Sum(s3);
        c[4 * cStride] = TSimd.Sum(s4);
        c[5 * cStride] = TSimd.Sum(s5);
        c[6 * cStride] = TSimd.Sum(s6);
        c[7 * cStride] = TSimd.Sum(s7);
    }

    private static float Single(float* a, float* b, int depth, TVector tail)
    {
        TVector sum = TSimd.Zero;
        int k = 0;
        for (; k <= depth - TSimd.Count; k += TSimd.Count)
        {
            sum = TSimd.MultiplyAdd(TSimd.Load(a + k), TSimd.Load(b + k), sum);
        }

        if (k < depth)
        {
            sum = TSimd.MultiplyAdd(TSimd.LoadMasked(a + k, tail), TSimd.LoadMasked(b + k, tail), sum);
        }

        return TSimd.Sum(sum);
    }
}
