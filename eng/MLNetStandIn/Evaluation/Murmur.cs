using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Microsoft.ML;

/// <summary>MurmurHash3 (Appleby), 32 bits.</summary>
internal static class Murmur
{
    public static uint Hash(uint seed, uint value) => Mix(Round(seed, value), sizeof(uint));

    public static uint Hash(uint seed, ReadOnlySpan<char> text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text.ToArray());
        var (hash, length) = (seed, rest.Length);
        for (; rest.Length >= sizeof(uint); rest = rest[sizeof(uint)..])
        {
            hash = Round(hash, BinaryPrimitives.ReadUInt32LittleEndian(rest));
        }

        Span<byte> tail = stackalloc byte[sizeof(uint)];
        rest.CopyTo(tail);
        return Mix(hash ^ Scramble(BinaryPrimitives.ReadUInt32LittleEndian(tail)), length);
    }

    public static uint Round(uint hash, uint chunk) => (BitOperations.RotateLeft(hash ^ Scramble(chunk), 13) * 5) + 0xE6546B64;

    private static uint Scramble(uint chunk) => BitOperations.RotateLeft(chunk * 0xCC9E2D51, 15) * 0x1B873593;

    private static uint Mix(uint hash, int length)
    {
        hash ^= (uint)length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
