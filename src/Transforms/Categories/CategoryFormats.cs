using System.Globalization;
using System.Numerics;

namespace NeuralTrainers;

/// <summary>How values of each type are written as text.</summary>
internal static class CategoryFormats
{
    /// <summary>Text is its own text; empty text is missing.</summary>
    internal sealed class TextFormat : ICategoryFormat<ReadOnlyMemory<char>>
    {
        public ReadOnlySpan<char> Format(in ReadOnlyMemory<char> value, Span<char> buffer) => value.Span;
    }

    /// <summary>True and False; never missing.</summary>
    internal sealed class BooleanFormat : ICategoryFormat<bool>
    {
        public ReadOnlySpan<char> Format(in bool value, Span<char> buffer) => value ? bool.TrueString : bool.FalseString;
    }

    /// <summary>Numbers in the invariant culture; NaN is missing.</summary>
    internal sealed class NumberFormat<T> : ICategoryFormat<T>
        where T : unmanaged, INumber<T>
    {
        public ReadOnlySpan<char> Format(in T value, Span<char> buffer)
        {
            if (T.IsNaN(value))
            {
                return [];
            }

            // The sum makes one number of 0 and -0.
            (value + T.Zero).TryFormat(buffer, out var length, format: default, CultureInfo.InvariantCulture);
            return buffer[..length];
        }
    }

    /// <summary>Keys whose values are not known are their numbers; 0 is missing.</summary>
    internal sealed class KeyNumberFormat<T> : ICategoryFormat<T>
        where T : unmanaged, INumber<T>
    {
        public ReadOnlySpan<char> Format(in T value, Span<char> buffer)
        {
            var length = 0;
            if (value != T.Zero)
            {
                value.TryFormat(buffer, out length, format: default, CultureInfo.InvariantCulture);
            }

            return buffer[..length];
        }
    }

    /// <summary>Keys are the values that they stand for; 0 and what is beyond the values is missing.</summary>
    /// <param name="values">The values by key, that of 0 first.</param>
    internal sealed class KeyValueFormat<T>(string[] values) : ICategoryFormat<T>
        where T : unmanaged, INumber<T>
    {
        public ReadOnlySpan<char> Format(in T value, Span<char> buffer) =>
            ulong.CreateSaturating(value) is var key && key < (ulong)values.Length ? values[key] : [];
    }
}
