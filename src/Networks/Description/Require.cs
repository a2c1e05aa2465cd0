using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace NeuralTrainers;

/// <summary>Argument checks whose messages name the option, the value and the allowed range.</summary>
internal static class Require
{
    public static void NotNull([NotNull] object? value, string name)
    {
        if (value is null)
        {
            throw new ArgumentException($"{name} is null: give a value.", name);
        }
    }

    public static void InRange<T>(T value, T minimum, T maximum, string name)
        where T : INumber<T>
    {
        // Written so that NaN fails too.
        if (!(value >= minimum && value <= maximum))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must be between {minimum} and {maximum}.");
        }
    }

    public static void Positive(float value, string name)
    {
        if (!(value > 0 && float.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must be a finite number above 0.");
        }
    }

    public static void NotNegative(float value, string name)
    {
        if (!(value >= 0 && float.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must be a finite number, 0 or above.");
        }
    }

    public static void Inside(float value, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must be above 0 and below 1.");
        }
    }

    public static void Fraction(float value, string name)
    {
        if (!(value >= 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must be at least 0 and below 1.");
        }
    }
}
