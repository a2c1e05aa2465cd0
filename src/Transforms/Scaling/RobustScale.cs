using NeuralTrainers.DataView;

[assembly: LoadableTransformer<NeuralTrainers.ColumnTransformer<NeuralTrainers.ScaledColumn<NeuralTrainers.RobustScale>>>]

namespace NeuralTrainers;

/// <summary>Subtracts the median, divides by the distance of the quartiles, and clips smoothly.</summary>
/// <param name="Median">What is subtracted.</param>
/// <param name="Factor">What the rest is multiplied by.</param>
/// <param name="Clip">The bound that no result reaches, or null for none.</param>
internal sealed record RobustScale(double Median, double Factor, double? Clip) : ISlotScale<RobustScale>
{
    public static string LoaderSignature => "RobustScale";

    /// <summary>Learns the median and the quartiles of a slot.</summary>
    public static RobustScale Learn(SlotSummary summary, double? clip)
    {
        if (summary.Quantiles(5) is not [var minimum, var lower, var median, var upper, var maximum])
        {
            return new RobustScale(Median: 0, Factor: 0, clip);
        }

        var factor = upper > lower ? 1 / (upper - lower) : maximum > minimum ? 2 / (maximum - minimum) : 0;
        return new RobustScale(median, factor, clip);
    }

    public static RobustScale Read(BinaryReader reader) =>
        new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble() is var clip && double.IsNaN(clip) ? null : clip);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Median);
        writer.Write(Factor);
        writer.Write(Clip ?? double.NaN);
    }

    public double Apply(double value)
    {
        if (Factor == 0)
        {
            return double.IsNaN(value) ? value : 0;
        }

        var scaled = (value - Median) * Factor;
        return Clip is not { } clip ? scaled
            : double.IsInfinity(scaled) ? Math.CopySign(clip, scaled)
            : scaled / Math.Sqrt(1 + (scaled / clip * (scaled / clip)));
    }
}
