using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Parsers of the fields of a column.</summary>
internal static class FieldParser
{
    public delegate bool Parse<T>(ReadOnlyMemory<char> text, out T value);

    /// <summary>The parser for an item type. A field that is no number is NaN; where the type has no missing value, it is an error.</summary>
    public static Parse<T> Of<T>(DataViewType item, bool emptyIsNaN) => (Parse<T>)(Delegate)(item switch
    {
        KeyDataViewType key => Key(key),
        TextDataViewType => (Parse<ReadOnlyMemory<char>>)Text,
        BooleanDataViewType => (Parse<bool>)Boolean,
        _ when item.RawType == typeof(float) => Single(emptyIsNaN),
        _ when item.RawType == typeof(double) => Double(emptyIsNaN),
        _ when item.RawType == typeof(sbyte) => Integer<sbyte>(),
        _ when item.RawType == typeof(byte) => Integer<byte>(),
        _ when item.RawType == typeof(short) => Integer<short>(),
        _ when item.RawType == typeof(ushort) => Integer<ushort>(),
        _ when item.RawType == typeof(int) => Integer<int>(),
        _ when item.RawType == typeof(uint) => Integer<uint>(),
        _ when item.RawType == typeof(long) => Integer<long>(),
        _ => Integer<ulong>(),
    });

    private static bool Text(ReadOnlyMemory<char> text, out ReadOnlyMemory<char> value)
    {
        value = text;
        return true;
    }

    private static bool Boolean(ReadOnlyMemory<char> text, out bool value) => TextValues.TryParseBoolean(text.Span, out value);

    private static Parse<float> Single(bool emptyIsNaN) => (ReadOnlyMemory<char> text, out float value) =>
    {
        value = (float)TextValues.ParseNumber(text.Span, emptyIsNaN);
        return true;
    };

    private static Parse<double> Double(bool emptyIsNaN) => (ReadOnlyMemory<char> text, out double value) =>
    {
        value = TextValues.ParseNumber(text.Span, emptyIsNaN);
        return true;
    };

    private static Parse<T> Integer<T>()
        where T : INumberBase<T> => (ReadOnlyMemory<char> text, out T value) =>
        {
            value = T.Zero;
            return text.IsEmpty || T.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        };

    private static Delegate Key(KeyDataViewType key)
    {
        return key.RawType == typeof(uint) ? Of<uint>() : key.RawType == typeof(ulong) ? Of<ulong>() : key.RawType == typeof(ushort) ? Of<ushort>() : Of<byte>();

        Parse<T> Of<T>()
            where T : INumberBase<T> => (ReadOnlyMemory<char> text, out T value) =>
            {
                value = T.CreateChecked(TextValues.ParseKey(text.Span, key.Count));
                return true;
            };
    }
}
