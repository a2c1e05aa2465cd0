using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// The innermost product: up to 12 rows of A times a panel of one or two vectors of B, all sums in registers.
/// </summary>
/// <remarks>
/// Written once for all vector sizes and all numbers of rows: <typeparamref name="TRows"/> and <typeparamref name="TVectors"/> are
/// constants to the compiler, which drops the parts that a smaller tile does not have. The tallest tile that fits a processor's
/// registers hides the latency of multiply-add: 12 x 2 vectors with AVX-512's 32 registers, 6 x 2 with 16 registers.
/// </remarks>
internal static unsafe class TileKernel<TSimd, TVector, TRows, TVectors>
    where TSimd : ISimd<TVector>
    where TVector : struct
    where TRows : IConstant
    where TVectors : IConstant
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Run(Tile* tile)
    {
        TVector s0A = TSimd.Zero, s0B = TSimd.Zero;
        TVector s1A = TSimd.Zero, s1B = TSimd.Zero;
        TVector s2A = TSimd.Zero, s2B = TSimd.Zero;
        TVector s3A = TSimd.Zero, s3B = TSimd.Zero;
        TVector s4A = TSimd.Zero, s4B = TSimd.Zero;
        TVector s5A = TSimd.Zero, s5B = TSimd.Zero;
        TVector s6A = TSimd.Zero, s6B = TSimd.Zero;
        TVector s7A = TSimd.Zero, s7B = TSimd.Zero;
        TVector s8A = TSimd.Zero, s8B = TSimd.Zero;
        TVector s9A = TSimd.Zero, s9B = TSimd.Zero;
        TVector s10A = TSimd.Zero, s10B = TSimd.Zero;
        TVector s11A = TSimd.Zero, s11B = TSimd.Zero;

        nint aRow = tile->ARow;
        nint aColumn = tile->AColumn;
        nint bStride = tile->BStride;
        float* a0 = tile->A;
        float* a3 = a0 + (3 * aRow);
        float* a6 = a0 + (6 * aRow);
        float* a9 = a0 + (9 * aRow);
        float* b = tile->B;
        for (nint k = tile->Depth; k > 0; k--)
        {
            TVector bA = TSimd.Load(b);
            TVector bB = TVectors.Value > 1 ? TSimd.Load(b + TSimd.Count) : TSimd.Zero;
            TVector a = TSimd.Broadcast(*a0);
            s0A = TSimd.MultiplyAdd(a, bA, s0A);
            if (TVectors.Value > 1)
            {
                s0B = TSimd.MultiplyAdd(a, bB, s0B);
            }

            if (TRows.Value > 1)
            {
                a = TSimd.Broadcast(a0[aRow]);
                s1A = TSimd.MultiplyAdd(a, bA, s1A);
                if (TVectors.Value > 1)
                {
                    s1B = TSimd.MultiplyAdd(a, bB, s1B);
                }
            }

            if (TRows.Value > 2)
            {
                a = TSimd.Broadcast(a0[2 * aRow]);
                s2A = TSimd.MultiplyAdd(a, bA, s2A);
                if (TVectors.Value > 1)
                {
                    s2B = TSimd.MultiplyAdd(a, bB, s2B);
                }
            }

            if (TRows.Value > 3)
            {
                a = TSimd.Broadcast(*a3);
                s3A = TSimd.MultiplyAdd(a, bA, s3A);
                if (TVectors.Value > 1)
                {
                    s3B = TSimd.MultiplyAdd(a, bB, s3B);
                }
            }

            if (TRows.Value > 4)
            {
                a = TSimd.Broadcast(a3[aRow]);
                s4A = TSimd.MultiplyAdd(a, bA, s4A);
                if (TVectors.Value > 1)
                {
                    s4B = TSimd.MultiplyAdd(a, bB, s4B);
                }
            }

            if (TRows.Value > 5)
            {
                a = TSimd.Broadcast(a3[2 * aRow]);
                s5A = TSimd.MultiplyAdd(a, bA, s5A);
                if (TVectors.Value > 1)
                {
                    s5B = TSimd.MultiplyAdd(a, bB, s5B);
                }
            }

            if (TRows.Value > 6)
            {
                a = TSimd.Broadcast(*a6);
                s6A = TSimd.MultiplyAdd(a, bA, s6A);
                if (TVectors.Value > 1)
                {
                    s6B = TSimd.MultiplyAdd(a, bB, s6B);
                }
            }

            if (TRows.Value > 7)
            {
                a = TSimd.Broadcast(a6[aRow]);
                s7A = TSimd.MultiplyAdd(a, bA, s7A);
                if (TVectors.Value > 1)
                {
                    s7B = TSimd.MultiplyAdd(a, bB, s7B);
                }
            }

            if (TRows.Value > 8)
            {
                a = TSimd.Broadcast(a6[2 * aRow]);
                s8A = TSimd.MultiplyAdd(a, bA, s8A);
                if (TVectors.Value > 1)
                {
                    s8B = TSimd.MultiplyAdd(a, bB, s8B);
                }
            }

            if (TRows.Value > 9)
            {
                a = TSimd.Broadcast(*a9);
                s9A = TSimd.MultiplyAdd(a, bA, s9A);
                if (TVectors.Value > 1)
                {
                    s9B = TSimd.MultiplyAdd(a, bB, s9B);
                }
            }

            if (TRows.Value > 10)
            {
                a = TSimd.Broadcast(a9[aRow]);
                s10A = TSimd.MultiplyAdd(a, bA, s10A);
                if (TVectors.Value > 1)
                {
                    s10B = TSimd.MultiplyAdd(a, bB, s10B);
                }
            }

            if (TRows.Value > 11)
            {
                a = TSimd.Broadcast(a9[2 * aRow]);
                s11A = TSimd.MultiplyAdd(a, bA, s11A);
                if (TVectors.Value > 1)
                {
                    s11B = TSimd.MultiplyAdd(a, bB, s11B);
                }
            }

            a0 += aColumn;
            a3 += aColumn;
            a6 += aColumn;
            a9 += aColumn;
            b += bStride;
        }

        // No vector may live across a call: the compiler would keep it in memory all through the loop above. So a tile at the right
        // edge of C is first stored elsewhere, and a call finishes it from there.
        bool edge = tile->Columns != TVectors.Value * TSimd.Count;
        float* c = edge ? tile->Spill : tile->C;
        nint cStride = edge ? TVectors.Value * TSimd.Count : tile->CStride;
        bool accumulate = tile->Accumulate && !edge;
        bool relu = tile->Relu && !edge;
        float* bias = edge ? null : tile->Bias;
        Finish(c, accumulate, bias, relu, s0A, s0B);
        if (TRows.Value > 1)
        {
            Finish(c += cStride, accumulate, bias, relu, s1A, s1B);
        }

        if (TRows.Value > 2)
        {
            Finish(c += cStride, accumulate, bias, relu, s2A, s2B);
        }

        if (TRows.Value > 3)
        {
            Finish(c += cStride, accumulate, bias, relu, s3A, s3B);
        }

        if (TRows.Value > 4)
        {
            Finish(c += cStride, accumulate, bias, relu, s4A, s4B);
        }

        if (TRows.Value > 5)
        {
            Finish(c += cStride, accumulate, bias, relu, s5A, s5B);
        }

        if (TRows.Value > 6)
        {
            Finish(c += cStride, accumulate, bias, relu, s6A, s6B);
        }

        if (TRows.Value > 7)
        {
            Finish(c += cStride, accumulate, bias, relu, s7A, s7B);
        }

        if (TRows.Value > 8)
        {
            Finish(c += cStride, accumulate, bias, relu, s8A, s8B);
        }

        if (TRows.Value > 9)
        {
            Finish(c += cStride, accumulate, bias, relu, s9A, s9B);
        }

        if (TRows.Value > 10)
        {
            Finish(c += cStride, accumulate, bias, relu, s10A, s10B);
        }

        if (TRows.Value > 11)
        {
            Finish(c += cStride, accumulate, bias, relu, s11A, s11B);
        }

        if (edge)
        {
            FinishEdge(tile);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(float* c, bool accumulate, float* bias, bool relu, TVector sA, TVector sB)
    {
        if (accumulate)
        {
            sA = TSimd.Add(TSimd.Load(c), sA);
            sB = TVectors.Value > 1 ? TSimd.Add(TSimd.Load(c + TSimd.Count), sB) : sB;
        }

        if (bias is not null)
        {
            sA = TSimd.Add(sA, TSimd.Load(bias));
            sB = TVectors.Value > 1 ? TSimd.Add(sB, TSimd.Load(bias + TSimd.Count)) : sB;
        }

        if (relu)
        {
            sA = TSimd.Max(TSimd.Zero, sA);
            sB = TSimd.Max(TSimd.Zero, sB);
        }

        TSimd.Store(sA, c);
        if (TVectors.Value > 1)
        {
            TSimd.Store(sB, c + TSimd.Count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishEdge(Tile* tile)
    {
        float* sums = tile->Spill;
        float* c = tile->C;
        for (int i = 0; i < TRows.Value; i++)
        {
            for (int j = 0; j < tile->Columns; j += TSimd.Count)
            {
                TVector mask = TSimd.Mask(Math.Min(tile->Columns - j, TSimd.Count));
                TVector sum = TSimd.Load(sums + j);
                if (tile->Accumulate)
                {
                    sum = TSimd.Add(TSimd.LoadMasked(c + j, mask), sum);
                }

                if (tile->Bias is not null)
                {
                    sum = TSimd.Add(sum, TSimd.LoadMasked(tile->Bias + j, mask));
                }

                if (tile->Relu)
                {
                    sum = TSimd.Max(TSimd.Zero, sum);
                }

                TSimd.StoreMasked(sum, c + j, mask);
            }

            sums += TVectors.Value * TSimd.Count;
            c += tile->CStride;
        }
    }
}
