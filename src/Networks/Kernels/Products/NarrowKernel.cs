using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// A product with few columns whose A is transposed in memory: the weight gradient of a layer with few outputs, or (with both operands
/// swapped) with few inputs. A panel of full width would multiply mostly padding.
/// </summary>
internal static unsafe class NarrowKernel<TSimd, TVector, TColumns>
    where TSimd : ISimd<TVector>
    where TVector : struct
    where TColumns : IConstant
{
    /// <summary>Vectors of i handled at a time: 4 x 4 sums fit the registers of every kind, with AVX2 all but one.</summary>
    public const int Vectors = 4;

    /// <summary>Computes one block.</summary>
    [SkipLocalsInit]
    public static void Run(NarrowBlock* block)
    {
        float* sums = stackalloc float[Vectors * TColumns.Value * TSimd.Count];
        int step = Vectors * TSimd.Count;
        for (int i = 0; i < block->Rows; i += step)
        {
            for (int k = 0; k < block->Depth; k += Gemm.DepthBlock)
            {
                int depth = Math.Min(Gemm.DepthBlock, block->Depth - k);
                float* a = block->A + i + (k * block->AColumn);
                float* b = block->B + (k * block->BRow);
                int rows = Math.Min(step, block->Rows - i);
                if (rows == step)
                {
                    Sum(a, block->AColumn, b, block->BRow, block->BColumn, depth, sums);
                }
                else
                {
                    for (int part = 0; part < rows; part += TSimd.Count)
                    {
                        TVector mask = TSimd.Mask(Math.Min(TSimd.Count, rows - part));
                        SumPart(a + part, mask, block->AColumn, b, block->BRow, block->BColumn, depth, sums + part);
                    }
                }

                Add(block, sums, i, rows, k > 0 || block->Accumulate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(float* a, nint aColumn, float* b, nint bRow, nint bColumn, int depth, float* sums)
    {
        TVector s0A = TSimd.Zero, s0B = TSimd.Zero, s0C = TSimd.Zero, s0D = TSimd.Zero;
        TVector s1A = TSimd.Zero, s1B = TSimd.Zero, s1C = TSimd.Zero, s1D = TSimd.Zero;
        TVector s2A = TSimd.Zero, s2B = TSimd.Zero, s2C = TSimd.Zero, s2D = TSimd.Zero;
        TVector s3A = TSimd.Zero, s3B = TSimd.Zero, s3C = TSimd.Zero, s3D = TSimd.Zero;
        for (; depth > 0; depth--)
        {
            TVector aA = TSimd.Load(a);
            TVector aB = TSimd.Load(a + TSimd.Count);
            TVector aC = TSimd.Load(a + (2 * TSimd.Count));
            TVector aD = TSimd.Load(a + (3 * TSimd.Count));
            TVector x = TSimd.Broadcast(*b);
            s0A = TSimd.MultiplyAdd(aA, x, s0A);
            s0B = TSimd.MultiplyAdd(aB, x, s0B);
            s0C = TSimd.MultiplyAdd(aC, x, s0C);
            s0D = TSimd.MultiplyAdd(aD, x, s0D);

            if (TColumns.Value > 1)
            {
                x = TSimd.Broadcast(b[bColumn]);
                s1A = TSimd.MultiplyAdd(aA, x, s1A);
                s1B = TSimd.MultiplyAdd(aB, x, s1B);
                s1C = TSimd.MultiplyAdd(aC, x, s1C);
                s1D = TSimd.MultiplyAdd(aD, x, s1D);
            }

            if (TColumns.Value > 2)
            {
                x = TSimd.Broadcast(b[2 * bColumn]);
                s2A = TSimd.MultiplyAdd(aA, x, s2A);
                s2B = TSimd.MultiplyAdd(aB, x, s2B);
                s2C = TSimd.MultiplyAdd(aC, x, s2C);
                s2D = TSimd.MultiplyAdd(aD, x, s2D);
            }

            if (TColumns.Value > 3)
            {
                x = TSimd.Broadcast(b[3 * bColumn]);
                s3A = TSimd.MultiplyAdd(aA, x, s3A);
                s3B = TSimd.MultiplyAdd(aB, x, s3B);
                s3C = TSimd.MultiplyAdd(aC, x, s3C);
                s3D = TSimd.MultiplyAdd(aD, x, s3D);
            }

            a += aColumn;
            b += bRow;
        }

        Store(sums, 0, s0A, s0B, s0C, s0D);

        if (TColumns.Value > 1)
        {
            Store(sums, 1, s1A, s1B, s1C, s1D);
        }

        if (TColumns.Value > 2)
        {
            Store(sums, 2, s2A, s2B, s2C, s2D);
        }

        if (TColumns.Value > 3)
        {
            Store(sums, 3, s3A, s3B, s3C, s3D);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* sums, int column, TVector a, TVector b, TVector c, TVector d)
    {
        sums += column * Vectors * TSimd.Count;
        TSimd.Store(a, sums);
        TSimd.Store(b, sums + TSimd.Count);
        TSimd.Store(c, sums + (2 * TSimd.Count));
        TSimd.Store(d, sums + (3 * TSimd.Count));
    }

    private static void SumPart(
        float* a, TVector mask, nint aColumn, float* b, nint bRow, nint bColumn, int depth, float* sums)
    {
        for (int j = 0; j < TColumns.Value; j++)
        {
            TVector sum = TSimd.Zero;
            for (int k = 0; k < depth; k++)
            {
                sum = TSimd.MultiplyAdd(TSimd.LoadMasked(a + (k * aColumn), mask), TSimd.Broadcast(b[(k * bRow) + (j * bColumn)]), sum);
            }

            TSimd.Store(sum, sums + (j * Vectors * TSimd.Count));
        }
    }

    private static void Add(NarrowBlock* block, float* sums, int first, int rows, bool accumulate)
    {
        for (int j = 0; j < TColumns.Value; j++)
        {
            float* c = block->C + (first * block->CRow) + (j * block->CColumn);
            for (int i = 0; i < rows; i++)
            {
                float sum = sums[(j * Vectors * TSimd.Count) + i];
                c[i * block->CRow] = accumulate ? c[i * block->CRow] + sum : sum;
            }
        }
    }
}
