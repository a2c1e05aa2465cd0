using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>256-bit vectors with fused multiply-add.</summary>
internal readonly unsafe struct Avx2Simd : ISimd<Vector256<float>>
{
    public static int Count => 8;

    public static Vector256<float> Zero => Vector256<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Fma.MultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> a, Vector256<float> b) => Avx.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> vector)
    {
        Vector128<float> four = vector.GetLower() + vector.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, float* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Mask(int count) =>
        Vector256.GreaterThan(Vector256.Create(count), Vector256<int>.Indices).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadMasked(float* source, Vector256<float> mask) => Avx.MaskLoad(source, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Vector256<float> vector, float* destination, Vector256<float> mask) =>
        Avx.MaskStore(destination, mask, vector);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        // Rows i and i + 4 share a vector, so that what remains is a transpose of 4 x 4 in each half.
        nint s = sourceStride;
        nint d = destinationStride;
        TransposeHalves(source, source + (4 * s), s, destination, d);
        TransposeHalves(source + 4, source + 4 + (4 * s), s, destination + (4 * d), d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeHalves(float* low, float* high, nint s, float* destination, nint d)
    {
        Vector256<float> r0 = Vector256.Create(Vector128.Load(low), Vector128.Load(high));
        Vector256<float> r1 = Vector256.Create(Vector128.Load(low + s), Vector128.Load(high + s));
        Vector256<float> r2 = Vector256.Create(Vector128.Load(low + (2 * s)), Vector128.Load(high + (2 * s)));
        Vector256<float> r3 = Vector256.Create(Vector128.Load(low + (3 * s)), Vector128.Load(high + (3 * s)));
        Vector256<double> t0 = Avx.UnpackLow(r0, r1).AsDouble();
        Vector256<double> t1 = Avx.UnpackHigh(r0, r1).AsDouble();
        Vector256<double> t2 = Avx.UnpackLow(r2, r3).AsDouble();
        Vector256<double> t3 = Avx.UnpackHigh(r2, r3).AsDouble();
        Avx.UnpackLow(t0, t2).AsSingle().Store(destination);
        Avx.UnpackHigh(t0, t2).AsSingle().Store(destination + d);
        Avx.UnpackLow(t1, t3).AsSingle().Store(destination + (2 * d));
        Avx.UnpackHigh(t1, t3).AsSingle().Store(destination + (3 * d));
    }
}
