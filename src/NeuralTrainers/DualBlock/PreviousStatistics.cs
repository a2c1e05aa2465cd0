using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>What the previous values of the training rows amount to, next to their labels.</summary>
internal static class PreviousStatistics
{
    // Where nothing or everything persists, gradients should still be felt.
    private const float Least = 0.02f;

    /// <summary>
    /// The labels' statistics with a deviation from their mean that covers the previous values, too: the network has both on one scale.
    /// </summary>
    public static LabelStatistics Widen(LabelStatistics labels, LabeledTable rows)
    {
        var (squares, total) = (0d, 0d);
        for (var row = 0; row < rows.RowCount; row++)
        {
            Add(rows.Labels[0][row], rows.Weights[row]);
            if (!float.IsNaN(rows.Previous[row]))
            {
                Add(rows.Previous[row], rows.Weights[row]);
            }
        }

        var deviation = (float)Math.Sqrt(squares / total);
        return labels with { Deviation = deviation > 1e-6 * Math.Abs(labels.Mean) && deviation > 0 ? deviation : 1f };

        void Add(float value, float weight)
        {
            squares += weight * (value - labels.Mean) * (value - labels.Mean);
            total += weight;
        }
    }

    /// <summary>
    /// What the persistence block's probability starts from: the share of unchanged labels where it is one, and where it is no more than the
    /// weight of the previous value, the slope of the labels on that.
    /// </summary>
    public static float InitialProbability(DualBlockDescription block, TargetKind target, LabelStatistics labels, LabeledTable rows) =>
        target == TargetKind.Multiclass || block.PersistenceLossWeight > 0 ? Clamp(UnchangedShare(rows, block.Tolerance))
            : block.Threshold is null ? Clamp(Slope(rows, labels.Mean))
            : block.InitialProbability;

    private static double UnchangedShare(LabeledTable rows, float tolerance)
    {
        var (unchanged, known) = (0d, 0d);
        for (var row = 0; row < rows.RowCount; row++)
        {
            known += float.IsNaN(rows.Previous[row]) ? 0 : rows.Weights[row];
            unchanged += Math.Abs(rows.Previous[row] - rows.Labels[0][row]) <= tolerance ? rows.Weights[row] : 0;
        }

        return unchanged / known;
    }

    private static double Slope(LabeledTable rows, double mean)
    {
        var (products, squares) = (0d, 0d);
        for (var row = 0; row < rows.RowCount; row++)
        {
            if (!float.IsNaN(rows.Previous[row]))
            {
                var before = rows.Previous[row] - mean;
                products += rows.Weights[row] * before * (rows.Labels[0][row] - mean);
                squares += rows.Weights[row] * before * before;
            }
        }

        return products / squares;
    }

    // Without any previous value the probability is not used.
    private static float Clamp(double share) => double.IsNaN(share) ? 0.5f : (float)Math.Clamp(share, Least, 1 - Least);
}
