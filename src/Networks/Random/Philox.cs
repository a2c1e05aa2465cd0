using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralTrainers.Networks;

/// <summary>
/// The Philox family: bijections on counters, chosen by a key (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2,
/// 3", SC 2011, section 3.3; constants of the authors' Random123 library).
/// </summary>
internal static class Philox
{
    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;
    public const uint Weyl0 = 0x9E3779B9;
    public const uint Weyl1 = 0xBB67AE85;
    public const int Rounds = 10;

    public const uint PairMultiplier = 0xD256D193;
    public const uint PairWeyl = 0x9E3779B9;
    public const int PairRounds = 7;

    /// <summary>Philox2x32-7: the two words for one 64-bit counter. Seven rounds are the fewest that pass BigCrush.</summary>
    public static (uint X0, uint X1) Pair(uint c0, uint c1, uint key)
    {
        for (int round = 0; round < PairRounds; round++)
        {
            ulong product = (ulong)PairMultiplier * c0;
            c0 = (uint)(product >> 32) ^ key ^ c1;
            c1 = (uint)product;
            key += PairWeyl;
        }

        return (c0, c1);
    }

    /// <summary>Philox4x32-10: the four words for one 128-bit counter.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block(uint c0, uint c1, uint c2, uint c3, uint key0, uint key1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ key0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ key1;
            c3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>Philox4x32-10 for four counters that differ in the first 64 bits: <paramref name="index"/> to <paramref name="index"/> + 3.</summary>
    /// <remarks>
    /// Each word sits in a 64-bit lane. The multiplication reads only the lower halves, so what is left in the upper ones does no harm.
    /// </remarks>
    public static void FourBlocks(ulong index, uint c2, uint key0, uint key1, Span<uint> words)
    {
        Vector256<ulong> x0 = Vector256.Create(index) + Vector256<ulong>.Indices;
        Vector256<ulong> x1 = x0 >>> 32;
        Vector256<ulong> x2 = Vector256.Create((ulong)c2);
        Vector256<ulong> x3 = Vector256<ulong>.Zero;
        for (int round = 0; round < Rounds; round++)
        {
            Vector256<ulong> product0 = Avx2.Multiply(x0.AsUInt32(), Vector256.Create(Multiplier0));
            Vector256<ulong> product1 = Avx2.Multiply(x2.AsUInt32(), Vector256.Create(Multiplier1));
            x0 = (product1 >>> 32) ^ x1 ^ Vector256.Create((ulong)key0);
            x1 = product1;
            x2 = (product0 >>> 32) ^ x3 ^ Vector256.Create((ulong)key1);
            x3 = product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        Vector256<ulong> lower = Vector256.Create(0xFFFF_FFFFUL);
        Vector256<ulong> first = (x0 & lower) | (x1 << 32);
        Vector256<ulong> second = (x2 & lower) | (x3 << 32);
        Vector256<ulong> even = Avx2.UnpackLow(first, second);
        Vector256<ulong> odd = Avx2.UnpackHigh(first, second);
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().CopyTo(words);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().CopyTo(words[8..]);
    }
}
