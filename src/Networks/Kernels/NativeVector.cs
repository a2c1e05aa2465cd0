using System.Runtime.CompilerServices;
using System.Numerics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>The registers that every machine has.</summary>
internal readonly unsafe struct NativeVector(Vector<float> value) : IFloatVector<NativeVector>
{
    private readonly Vector<float> _value = value;

    public static int Count => Vector<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator +(NativeVector left, NativeVector right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator -(NativeVector left, NativeVector right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator *(NativeVector left, NativeVector right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator *(NativeVector left, float right) => new(left._value * right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator /(NativeVector left, NativeVector right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Create(float value) => new(new Vector<float>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Load(float* source) => new(Vector.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector SquareRoot(NativeVector value) => new(Vector.SquareRoot(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Abs(NativeVector value) => new(Vector.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Max(NativeVector left, NativeVector right) => new(Vector.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Sign(NativeVector value)
    {
        var negative = Vector.ConditionalSelect(Vector.LessThan(value._value, Vector<float>.Zero), -Vector<float>.One, Vector<float>.Zero);
        return new(Vector.ConditionalSelect(Vector.GreaterThan(value._value, Vector<float>.Zero), Vector<float>.One, negative));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyBelow(NativeVector value, NativeVector limit, NativeVector where) =>
        Vector.AndNot(Vector.LessThan(value._value, limit._value), Vector.Equals(where._value, Vector<float>.Zero)) != Vector<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination) => Vector.Store(_value, destination);
}
