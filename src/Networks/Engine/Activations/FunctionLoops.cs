using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks;

/// <summary>
/// Runs elementwise functions over arrays. What is left after the last whole vector goes through a vector too, so that an element's result
/// does not depend on where it lies.
/// </summary>
internal static unsafe class FunctionLoops
{
    public static void Forward<TFunction>(TFunction function, float* x, float* y, int length)
        where TFunction : struct, IElementwiseFunction
    {
        var i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Store(function.Value(Vector.Load(x + i)), y + i);
        }

        if (i < length)
        {
            Store(function.Value(Load(x + i, length - i)), y + i, length - i);
        }
    }

    /// <summary>dx (+)= dy f'(x).</summary>
    public static void Backward<TFunction>(TFunction function, float* x, float* y, float* dy, float* dx, int length, bool accumulate)
        where TFunction : struct, IElementwiseFunction
    {
        var i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var gradient = Vector.Load(dy + i) * function.Slope(Vector.Load(x + i), Vector.Load(y + i));
            Vector.Store(accumulate ? Vector.Load(dx + i) + gradient : gradient, dx + i);
        }

        if (i < length)
        {
            var left = length - i;
            var gradient = Load(dy + i, left) * function.Slope(Load(x + i, left), Load(y + i, left));
            Store(accumulate ? Load(dx + i, left) + gradient : gradient, dx + i, left);
        }
    }

    /// <summary>The sum of dy times the derivative by the function's parameter.</summary>
    public static float ParameterGradient<TFunction>(TFunction function, float* x, float* y, float* dy, int length)
        where TFunction : struct, ILearnedFunction
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += Vector.Load(dy + i) * function.ParameterSlope(Vector.Load(x + i), Vector.Load(y + i));
        }

        if (i < length)
        {
            // Beyond the end dy is zero.
            var left = length - i;
            sum += Load(dy + i, left) * function.ParameterSlope(Load(x + i, left), Load(y + i, left));
        }

        return Vector.Sum(sum);
    }

    /// <summary>The first <paramref name="count"/> elements, and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* source, int count) => count == Vector<float>.Count ? Vector.Load(source) : LoadPart(source, count);

    /// <summary>Writes the first <paramref name="count"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> vector, float* destination, int count)
    {
        if (count == Vector<float>.Count)
        {
            Vector.Store(vector, destination);
        }
        else
        {
            StorePart(vector, destination, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<float> LoadPart(float* source, int count)
    {
        Vector<float> vector = default;
        Unsafe.CopyBlockUnaligned(&vector, source, (uint)(count * sizeof(float)));
        return vector;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart(Vector<float> vector, float* destination, int count) =>
        Unsafe.CopyBlockUnaligned(destination, &vector, (uint)(count * sizeof(float)));
}
