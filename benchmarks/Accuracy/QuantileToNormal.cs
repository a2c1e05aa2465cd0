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

        return (float)NormalDistribution.Quantile(Math.Clamp(rank, Margin, 1 - Margin));
    }

    private static double At(double[] sorted, double position)
    {
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
