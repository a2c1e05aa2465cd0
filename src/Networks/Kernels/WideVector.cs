using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>The 512-bit registers of AVX-512.</summary>
internal readonly unsafe struct WideVector(Vector512<float> value) : IFloatVector<WideVector>
{
    private readonly Vector512<float> _value = value;

    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator +(WideVector left, WideVector right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator -(WideVector left, WideVector right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator *(WideVector left, WideVector right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator *(WideVector left, float right) => new(left._value * right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator /(WideVector left, WideVector right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Create(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector SquareRoot(WideVector value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Abs(WideVector value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Max(WideVector left, WideVector right) => new(Vector512.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Sign(WideVector value)
    {
        var negative = Vector512.ConditionalSelect(Vector512.LessThan(value._value, Vector512<float>.Zero), -Vector512<float>.One, Vector512<float>.Zero);
        return new(Vector512.ConditionalSelect(Vector512.GreaterThan(value._value, Vector512<float>.Zero), Vector512<float>.One, negative));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyBelow(WideVector value, WideVector limit, WideVector where) =>
        Vector512.AndNot(Vector512.LessThan(value._value, limit._value), Vector512.Equals(where._value, Vector512<float>.Zero)) != Vector512<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination) => _value.Store(destination);
}
