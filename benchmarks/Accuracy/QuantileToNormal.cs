using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>
/// Maps a numeric column to a standard normal distribution through the quantiles of its training rows, to which noise of a thousandth of
/// the column's deviation is added so that equal values do not fall on one quantile.
/// </summary>
internal sealed class QuantileToNormal
{
    private const double Margin = 1e-7;
    private readonly double[] _quantiles;

    public QuantileToNormal(float[] column, int[] train, RandomStream random)
    {
        var mean = train.Average(row => (double)column[row]);
        var deviation = Math.Sqrt(train.Average(row => (column[row] - mean) * (column[row] - mean)));
        double[] values = [.. train.Select(row => column[row] + (1e-3 * deviation * random.NextGaussian()))];
        Array.Sort(values);
        var count = Math.Max(Math.Min(train.Length / 30, 1000), 10);
        _quantiles = [.. Enumerable.Range(0, count).Select(i => At(values, (double)i / (count - 1) * (values.Length - 1)))];
    }

    public float Transform(float value)
    {
        var above = Array.BinarySearch(_quantiles, value);
        above = above < 0 ? ~above : above;
        double rank;
        if (above == 0)
        {
            rank = 0;
        }
        else if (above == _quantiles.Length)
        {
            rank = 1;
        }
        else
        {
            var (low, high) = (_quantiles[above - 1], _quantiles[above]);
            rank = (above - 1 + ((value - low) / (high - low))) / (_quantiles.Length - 1);
        }

        return (float)InverseNormal(Math.Clamp(rank, Margin, 1 - Margin));
    }

    private static double At(double[] sorted, double position)
    {
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    // P. J. Acklam's rational approximation, relative error 1.2e-9.
    private static double InverseNormal(double p)
    {
        if (p > 0.5)
        {
            return -InverseNormal(1 - p);
        }

        if (p < 0.02425)
        {
            var q = Math.Sqrt(-2 * Math.Log(p));
            return (((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838) * q) - 2.549732539343734) * q) + 4.374664141464968) * q
                + 2.938163982698783)
                / ((((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996) * q) + 3.754408661907416) * q) + 1);
        }

        var x = p - 0.5;
        var r = x * x;
        return (((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r) + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r)
            + 2.506628277459239) * x
            / ((((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r) + 6.680131188771972e+01) * r) - 1.328068155288572e+01) * r) + 1);
    }
}
