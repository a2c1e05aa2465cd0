using System.Globalization;

namespace NeuralTrainers;

/// <summary>Numbers as people read them, the same in every culture.</summary>
internal static class Numbers
{
    /// <summary>With so many significant digits; very large and very small ones with an exponent.</summary>
    public static string Text(double value, int digits = 4)
    {
        var size = Math.Abs(value);
        if (!double.IsFinite(value) || size == 0)
        {
            return size == 0 ? "0" : "\u2013";
        }

        if (size is < 1e-4 or >= 1e6)
        {
            return value.ToString($"0.{new string('#', digits - 1)}e0", CultureInfo.InvariantCulture);
        }

        return value.ToString($"F{Decimals(size, digits)}", CultureInfo.InvariantCulture);
    }

    /// <summary>As <see cref="Text"/>, without zeros at the end.</summary>
    public static string Short(double value, int digits = 3)
    {
        var text = Text(value, digits);
        return text.Contains('.', StringComparison.Ordinal) && !text.Contains('e', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    public static string Fixed(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    /// <summary>Seconds, minutes or hours, as suits.</summary>
    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return seconds < 60 ? $"{Fixed(seconds, 1)} s"
            : seconds < 3600 ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min"
            : $"{(int)time.TotalHours}{time.ToString(@"\:mm", CultureInfo.InvariantCulture)} h";
    }

    private static int Decimals(double size, int digits) => Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 8);
}
