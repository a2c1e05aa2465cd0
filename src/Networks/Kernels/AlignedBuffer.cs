using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// A zero-initialized block of floats that starts on a 64-byte boundary and never moves.
/// </summary>
/// <remarks>
/// It lives on the pinned object heap, so it needs no finalizer; <see cref="Pointer"/> is valid for as long as the buffer itself is
/// reachable, so whoever keeps the pointer keeps the buffer.
/// </remarks>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;
    private readonly float[] _array;

    /// <summary>Allocates <paramref name="length"/> floats, all zero.</summary>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;

        // The heap aligns arrays to 8 bytes only: over-allocate by one cache line. A whole line is also left free at the end, so that
        // two buffers never share a line between threads.
        _array = GC.AllocateArray<float>(length + (2 * Alignment / sizeof(float)), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_array));
        Pointer = (float*)((address + Alignment - 1) & ~(nuint)(Alignment - 1));
        HugePages.Ask(Pointer, (long)length * sizeof(float));
    }

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    /// <summary>The first float, on a 64-byte boundary.</summary>
    public float* Pointer { get; }

    /// <summary>The buffer as a span.</summary>
    public Span<float> Span => new(Pointer, Length);
}
