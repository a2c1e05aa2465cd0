using System.Runtime.InteropServices;

namespace NeuralTrainers.Networks;

/// <summary>
/// Reads from streams that nobody vouches for. A length that a file merely claims is never allocated: where the stream knows its own
/// length the claim is checked against it, elsewhere the buffer grows as the data arrives, to at most twice what has been read.
/// </summary>
internal static class StreamReading
{
    private const int FirstBytes = 1 << 16;

    // A span of bytes cannot be longer than 2 GB, an array of numbers can.
    private const int LargestRead = 1 << 22;

    /// <summary>Reads exactly this many little-endian values.</summary>
    /// <exception cref="InvalidDataException">The stream ends before; the message begins with <paramref name="what"/>.</exception>
    public static unsafe T[] ReadExactly<T>(Stream stream, int count, string what)
        where T : unmanaged
    {
        var bytes = (long)count * sizeof(T);
        if (stream.CanSeek && stream.Length - stream.Position < bytes)
        {
            throw Truncated(what, bytes, stream.Length - stream.Position);
        }

        var values = new T[stream.CanSeek ? count : Math.Min(count, FirstBytes / sizeof(T))];
        var filled = 0;
        while (filled < count)
        {
            if (filled == values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(count, 2L * filled));
            }

            var length = Math.Min(values.Length - filled, LargestRead);
            var target = MemoryMarshal.AsBytes(values.AsSpan(filled, length));
            var read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            if (read < target.Length)
            {
                throw Truncated(what, bytes, (long)filled * sizeof(T) + read);
            }

            filled += length;
        }

        return values;
    }

    /// <summary>Reads all that is left.</summary>
    /// <exception cref="InvalidDataException">There is more than the maximum; the message begins with <paramref name="what"/>.</exception>
    public static ReadOnlyMemory<byte> ReadToEnd(Stream stream, int maximumBytes, string what)
    {
        var buffer = new byte[Math.Min(FirstBytes, maximumBytes)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length == maximumBytes)
                {
                    return stream.ReadByte() < 0
                        ? buffer
                        : throw new InvalidDataException($"{what} is longer than the {maximumBytes} bytes that are read at most.");
                }

                Array.Resize(ref buffer, (int)Math.Min(maximumBytes, 2L * length));
            }

            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += read;
        }
    }

    private static InvalidDataException Truncated(string what, long needed, long found) =>
        new($"{what} needs {needed} bytes, but the data ends after {found}: the file is truncated or damaged.");
}
