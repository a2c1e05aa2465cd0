using System.Numerics;
using System.Text.Unicode;

namespace NeuralTrainers;

/// <summary>A hash of texts that is the same on every machine, in every process and version: what models are saved with.</summary>
internal static class CategoryHash
{
    private const int BufferBytes = 256;

    /// <summary>CRC-32C (Castagnoli, polynomial 0x1EDC6F41) of the text in UTF-8.</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        Span<byte> buffer = stackalloc byte[BufferBytes];
        var crc = uint.MaxValue;
        while (!text.IsEmpty)
        {
            Utf8.FromUtf16(text, buffer, out var read, out var written);
            foreach (var value in buffer[..written])
            {
                crc = BitOperations.Crc32C(crc, value);
            }

            text = text[read..];
        }

        return ~crc;
    }

    /// <summary>
    /// The bucket of a hash, from 0. Neighbouring texts have neighbouring checksums: multiplied by 2^64 / the golden ratio they spread over the buckets (Knuth, "The
    /// Art of Computer Programming", 6.4).
    /// </summary>
    public static int Bucket(uint hash, int buckets) => (int)(((hash * 0x9E3779B97F4A7C15UL) >> 32) * (ulong)buckets >> 32);
}
