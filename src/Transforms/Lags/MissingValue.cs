namespace NeuralTrainers;

/// <summary>The value that stands for a missing one.</summary>
internal static class MissingValue
{
    /// <summary>NaN for the floating-point types; the key 0 and the empty text are default values.</summary>
    public static T Of<T>() =>
        typeof(T) == typeof(float) ? (T)(object)float.NaN
        : typeof(T) == typeof(double) ? (T)(object)double.NaN
        : default!;
}
