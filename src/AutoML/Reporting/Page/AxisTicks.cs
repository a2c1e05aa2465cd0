namespace NeuralTrainers;

/// <summary>Round numbers within a range.</summary>
internal static class AxisTicks
{
    private const int Wanted = 5;

    // Within less than a decade even steps make more labels.
    private const double LeastRatio = 8;

    public static IEnumerable<double> Of(double least, double most, bool isLogarithmic) =>
        isLogarithmic && most / least >= LeastRatio ? Logarithmic(least, most) : Linear(least, most);

    private static IEnumerable<double> Linear(double least, double most)
    {
        var rough = (most - least) / Wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var first = (long)Math.Ceiling(least / step);
        var last = (long)Math.Floor((most / step) + 1e-9);
        for (var i = first; i <= last; i++)
        {
            yield return i * step;
        }
    }

    // 1, 2 and 5 in each decade up to two decades, else powers of ten.
    private static IEnumerable<double> Logarithmic(double least, double most)
    {
        var isWide = most / least > 100;
        for (var exponent = (int)Math.Floor(Math.Log10(least)); exponent <= Math.Ceiling(Math.Log10(most)); exponent++)
        {
            foreach (var digit in isWide ? [1] : (int[])[1, 2, 5])
            {
                var value = digit * Math.Pow(10, exponent);
                if (value >= least * (1 - 1e-9) && value <= most * (1 + 1e-9))
                {
                    yield return value;
                }
            }
        }
    }
}
