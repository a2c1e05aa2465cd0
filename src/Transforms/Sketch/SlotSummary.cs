namespace NeuralTrainers;

/// <summary>What one pass over the numbers of a slot finds out. Missing and infinite numbers are counted only.</summary>
internal sealed class SlotSummary(int seed, int capacity = QuantileSketch.DefaultCapacity)
{
    private readonly Random _random = new(seed);
    private double _squares;

    /// <summary>The finite numbers.</summary>
    public QuantileSketch Sketch { get; } = new(seed, capacity);

    /// <summary>How many numbers are NaN.</summary>
    public long MissingCount { get; private set; }

    /// <summary>The mean of the finite numbers; 0 if there is none.</summary>
    public double Mean { get; private set; }

    /// <summary>The standard deviation of the finite numbers; 0 if there is none.</summary>
    public double Deviation => Sketch.Count == 0 ? 0 : Math.Sqrt(_squares / Sketch.Count);

    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            MissingCount++;
        }
        else if (double.IsFinite(value))
        {
            Sketch.Add(value);
            var step = value - Mean;
            Mean += step / Sketch.Count;
            _squares += step * (value - Mean);
        }
    }

    /// <summary>Quantiles at evenly spaced ranks from 0 to 1, interpolated linearly; none if there was no finite number.</summary>
    /// <param name="count">How many: at least 1; one is the median.</param>
    /// <param name="noise">
    /// The deviation of the random numbers that are added to the kept numbers, so that equal ones do not fall on one quantile.
    /// </param>
    public double[] Quantiles(int count, double noise = 0)
    {
        if (Sketch.Count == 0)
        {
            return [];
        }

        var (values, weights) = Sketch.Sorted();
        if (noise > 0)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] += noise * NormalDistribution.Quantile(1 - _random.NextDouble());
            }

            Array.Sort(values, weights);
        }
        else
        {
            // The two ends are known exactly, and may not be among the kept numbers.
            (values[0], values[^1]) = (Sketch.Minimum, Sketch.Maximum);
        }

        return At(values, weights, count);
    }

    // A kept number of weight w stands for w neighbours in the order of all numbers.
    private static double[] At(double[] values, long[] weights, int count)
    {
        var last = weights.Sum() - 1;
        var quantiles = new double[count];
        var item = 0;
        long before = 0;
        for (var i = 0; i < count; i++)
        {
            var position = count == 1 ? last / 2.0 : (double)i / (count - 1) * last;
            var below = (long)position;
            while (before + weights[item] <= below)
            {
                before += weights[item++];
            }

            var next = below + 1 < before + weights[item] || item + 1 == values.Length ? values[item] : values[item + 1];
            quantiles[i] = values[item] + ((position - below) * (next - values[item]));
        }

        return quantiles;
    }
}
