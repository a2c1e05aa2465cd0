using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NeuralTrainers.Networks;

/// <summary>Inner products in double precision: a curvature is a small difference of large numbers.</summary>
internal static class DoubleDot
{
    public static double Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var low = Vector<double>.Zero;
        var high = Vector<double>.Zero;
        var i = 0;
        for (; i <= left.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref a, (nuint)i), out var lowA, out var highA);
            Vector.Widen(Vector.LoadUnsafe(ref b, (nuint)i), out var lowB, out var highB);
            low += lowA * lowB;
            high += highA * highB;
        }

        var sum = Vector.Sum(low + high);
        for (; i < left.Length; i++)
        {
            sum += (double)Unsafe.Add(ref a, i) * Unsafe.Add(ref b, i);
        }

        return sum;
    }
}
