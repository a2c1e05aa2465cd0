using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Vectors of whatever size the processor has.</summary>
internal readonly unsafe struct PortableSimd : ISimd<Vector<float>>
{
    public static int Count => Vector<float>.Count;

    public static Vector<float> Zero => Vector<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* source) => Vector.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAdd(Vector<float> a, Vector<float> b, Vector<float> c) => Vector.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Add(Vector<float> a, Vector<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Max(Vector<float> a, Vector<float> b) => Vector.ConditionalSelect(Vector.GreaterThan(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector<float> vector) => Vector.Sum(vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> vector, float* destination) => Vector.Store(vector, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Mask(int count) =>
        Vector.AsVectorSingle(Vector.GreaterThan(new Vector<int>(count), Vector<int>.Indices));

    public static Vector<float> LoadMasked(float* source, Vector<float> mask)
    {
        float* values = stackalloc float[Vector<float>.Count];
        int count = Selected(mask);
        for (int i = 0; i < Vector<float>.Count; i++)
        {
            values[i] = i < count ? source[i] : 0;
        }

        return Vector.Load(values);
    }

    public static void StoreMasked(Vector<float> vector, float* destination, Vector<float> mask)
    {
        int count = Selected(mask);
        for (int i = 0; i < count; i++)
        {
            destination[i] = vector[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                destination[(j * destinationStride) + i] = source[(i * sourceStride) + j];
            }
        }
    }

    private static int Selected(Vector<float> mask) => -Vector.Sum(Vector.AsVectorInt32(mask));
}
