using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace NeuralTrainers.Networks;

/// <summary>
/// Hints for rows in random order: their loads overlap instead of waiting for one another. Does nothing where the processor takes no hints.
/// </summary>
internal static unsafe class Prefetching
{
    private const int LineBytes = 64;

    // The processor itself sees longer runs coming.
    private const int MaximumLines = 16;

    /// <summary>Starts loading elements of an array.</summary>
    public static void Start<T>(T[] values, int first, int count)
        where T : unmanaged
    {
        if (!Sse.IsSupported || count == 0)
        {
            return;
        }

        // The array may move, but a hint of a stale address does no harm.
        var start = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), first));
        var end = start + Math.Min((nint)count * sizeof(T), MaximumLines * LineBytes);
        for (var line = start; line < end; line += LineBytes)
        {
            Sse.Prefetch0(line);
        }

        Sse.Prefetch0(end - 1);
    }
}
