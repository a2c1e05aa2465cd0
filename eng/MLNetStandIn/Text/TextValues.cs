using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Parses fields of text as ML.NET does. An empty field is the type's default value, unless NaN is wanted.</summary>
internal static class TextValues
{
    /// <summary>NaN if the text is no number, "?" and "NA" for instance.</summary>
    public static double ParseNumber(ReadOnlySpan<char> text, bool emptyIsMissing)
    {
        text = text.Trim();
        return text.IsEmpty && !emptyIsMissing ? 0
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
            : double.NaN;
    }

    public static bool TryParseBoolean(ReadOnlySpan<char> text, out bool value)
    {
        value = IsAny(text, "true", "t", "yes", "y", "1", "+1", "+");
        return value || text.IsEmpty || IsAny(text, "false", "f", "no", "n", "0", "-1", "-");
    }

    /// <summary>Keys are written from 0. The key from 1 on, or 0, which is missing, if the text is no key.</summary>
    public static ulong ParseKey(ReadOnlySpan<char> text, ulong count)
        => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < count ? number + 1 : 0;

    private static bool IsAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
