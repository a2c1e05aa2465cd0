using NeuralTrainers.DataView;

[assembly: LoadableTransformer<NeuralTrainers.ColumnTransformer<NeuralTrainers.ScaledColumn<NeuralTrainers.QuantileScale>>>]

namespace NeuralTrainers;

/// <summary>Maps a number to its rank among quantiles, or on to where a normal distribution has that rank.</summary>
/// <param name="knots">The quantiles at evenly spaced ranks, ascending.</param>
/// <param name="distribution">The distribution to map to.</param>
internal sealed class QuantileScale(double[] knots, QuantileDistribution distribution) : ISlotScale<QuantileScale>
{
    // What scikit-learn cuts the ranks to, so that the ends do not lie at infinity: numbers go from -5.2 to 5.2.
    private const double Margin = 1e-7;

    public static string LoaderSignature => "QuantileNormalize";

    /// <summary>Whether the slot had at most one value: that says nothing, and all numbers get the middle.</summary>
    public bool IsConstant => knots.Length == 0 || knots[0].Equals(knots[^1]);

    /// <summary>Learns the quantiles of a slot.</summary>
    /// <param name="summary">The slot.</param>
    /// <param name="distribution">The distribution to map to.</param>
    /// <param name="quantileCount">How many quantiles, or null to decide by the number of rows.</param>
    /// <param name="noise">The deviation of the noise, in deviations of the slot.</param>
    public static QuantileScale Learn(SlotSummary summary, QuantileDistribution distribution, int? quantileCount, double noise) => new(
        summary.Quantiles(
            quantileCount ?? (int)Math.Max(Math.Min(summary.Sketch.Count / 30, 1000), 10), noise * summary.Deviation),
        distribution);

    public static QuantileScale Read(BinaryReader reader)
    {
        var distribution = (QuantileDistribution)reader.ReadByte();
        var knots = new List<double>();
        for (var count = reader.ReadInt32(); knots.Count < count;)
        {
            knots.Add(reader.ReadDouble());
        }

        return new QuantileScale([.. knots], distribution);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)distribution);
        writer.Write(knots.Length);
        foreach (var knot in knots)
        {
            writer.Write(knot);
        }
    }

    public double Apply(double value)
    {
        if (double.IsNaN(value))
        {
            return value;
        }

        var rank = Rank(value);
        return distribution == QuantileDistribution.Uniform ? rank : NormalDistribution.Quantile(Math.Clamp(rank, Margin, 1 - Margin));
    }

    private double Rank(double value)
    {
        if (IsConstant)
        {
            return 0.5;
        }

        if (value < knots[0])
        {
            return 0;
        }

        if (value > knots[^1])
        {
            return 1;
        }

        var first = LowerBound(value);
        if (!knots[first].Equals(value))
        {
            return (first - 1 + ((value - knots[first - 1]) / (knots[first] - knots[first - 1]))) / (knots.Length - 1);
        }

        // A value that many rows have holds a range of ranks: its middle.
        var last = first;
        while (last + 1 < knots.Length && knots[last + 1].Equals(value))
        {
            last++;
        }

        return (first + last) / 2.0 / (knots.Length - 1);
    }

    // The first knot that is not below the value.
    private int LowerBound(double value)
    {
        var (low, high) = (0, knots.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (knots[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
