using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Hints to the memory system for rows that are read in no order, which hardware cannot foresee.</summary>
internal static unsafe class Prefetch
{
    private const int LineLength = 16;
    private const int MaximumLines = 16;

    /// <summary>Asks for the first lines of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row(float* row, int length)
    {
        if (Sse.IsSupported)
        {
            length = Math.Min(length, MaximumLines * LineLength);
            for (var i = 0; i < length; i += LineLength)
            {
                Sse.Prefetch0(row + i);
            }
        }
    }

    /// <summary>Asks for elements of an array.</summary>
    public static void Elements<T>(T[] values, int first, int count)
        where T : unmanaged
    {
        if (count > 0)
        {
            // The array may move, but a hint of a stale address does no harm. Rows of an array need not start on a line.
            var start = (float*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), first));
            var length = (int)Math.Min((long)count * sizeof(T) / sizeof(float), MaximumLines * LineLength);
            Row(start, length);
            Row(start + length - 1, 1);
        }
    }
}
