using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NeuralTrainers.Networks;

/// <summary>
/// Reads and writes safetensors files: the length of the header (8 bytes, little-endian), the header (<see cref="SafetensorsHeader"/>),
/// and the tensors' raw little-endian values. Every bit survives. Only 32-bit floats are written and read.
/// </summary>
/// <remarks>
/// Reading works on streams that cannot seek and do not know their length. It allocates in proportion to the data that is there,
/// whatever the header claims, and never more than the expected tensors or the given maximum need.
/// </remarks>
internal static class SafetensorsFile
{
    /// <summary>Writes the tensors in their order. The stream stays open.</summary>
    public static void Write(Stream stream, NetworkWeights weights)
    {
        var header = SafetensorsHeader.Write(weights);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in weights)
        {
            WriteValues(stream, tensor.Values);
        }
    }

    /// <summary>Reads exactly these tensors, in this order, to the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or a tensor is missing, too many, or of another shape.</exception>
    public static NetworkWeights Read(Stream stream, IReadOnlyList<TensorShape> expected)
    {
        var entries = ReadHeader(stream);
        TensorMatch.Check(entries.Select(entry => new TensorShape(entry.Name, entry.Shape)), expected);
        var tensors = ReadTensors(stream, entries);
        return new NetworkWeights(expected.Select(tensor => tensors[tensor.Name]));
    }

    /// <summary>Reads whatever tensors there are, in the order of their data, to the end of the stream.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="maximumBytes">The most that the tensors' values may need.</param>
    /// <exception cref="InvalidDataException">The file is damaged or its tensors need more than the maximum.</exception>
    public static NetworkWeights Read(Stream stream, long maximumBytes)
    {
        var entries = ReadHeader(stream);
        if (entries.Count > 0 && entries[^1].End > maximumBytes)
        {
            throw new InvalidDataException($"The tensors need {entries[^1].End} bytes, more than the {maximumBytes} that are read at most.");
        }

        var tensors = ReadTensors(stream, entries);
        return new NetworkWeights(entries.Select(entry => tensors[entry.Name]));
    }

    private static IReadOnlyList<SafetensorsEntry> ReadHeader(Stream stream)
    {
        var prefix = StreamReading.ReadExactly<byte>(stream, sizeof(ulong), "The length of the safetensors header");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is 0 or > SafetensorsHeader.MaximumBytes)
        {
            throw new InvalidDataException(
                $"The safetensors header would have {length} bytes, where 1 to {SafetensorsHeader.MaximumBytes} are allowed: the file is damaged or not a safetensors file.");
        }

        return SafetensorsHeader.Parse(StreamReading.ReadExactly<byte>(stream, (int)length, "The safetensors header"));
    }

    private static Dictionary<string, WeightTensor> ReadTensors(Stream stream, IReadOnlyList<SafetensorsEntry> entries)
    {
        if (stream.CanSeek && entries.Count > 0 && stream.Length - stream.Position < entries[^1].End)
        {
            throw new InvalidDataException(
                $"The tensors need {entries[^1].End} bytes, but only {stream.Length - stream.Position} are there: the file is truncated or damaged.");
        }

        var tensors = new Dictionary<string, WeightTensor>(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var values = StreamReading.ReadExactly<float>(stream, entry.Length, $"Tensor '{entry.Name}'");
            ToLittleEndian(values);
            tensors.Add(entry.Name, new WeightTensor(entry.Name, entry.Shape, values));
        }

        if (stream.ReadByte() >= 0)
        {
            throw new InvalidDataException("There is data after the last tensor: the file is damaged.");
        }

        return tensors;
    }

    private static void WriteValues(Stream stream, float[] values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            values = [.. values];
            ToLittleEndian(values);
        }

        // In pieces, because a span of bytes cannot be longer than 2 GB.
        const int Piece = 1 << 22;
        for (var start = 0; start < values.Length; start += Piece)
        {
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(Piece, values.Length - start))));
        }
    }

    private static void ToLittleEndian(float[] values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, int>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }
}
