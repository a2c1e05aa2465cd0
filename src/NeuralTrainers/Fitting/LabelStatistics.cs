namespace NeuralTrainers;

/// <summary>What the weighted labels of the training rows amount to.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, or 1 if they are all the same.</param>
/// <param name="ClassTotals">The summed weights per class; empty for regression.</param>
internal sealed record LabelStatistics(double Mean, float Deviation, IReadOnlyList<double> ClassTotals)
{
    /// <summary>Goes over labels of shares of classes.</summary>
    /// <param name="shares">Each class's share per row.</param>
    /// <param name="weights">A weight above 0 per row.</param>
    public static LabelStatistics OfShares(IReadOnlyList<float[]> shares, ReadOnlySpan<float> weights)
    {
        var totals = new double[shares.Count];
        for (var row = 0; row < weights.Length; row++)
        {
            for (var label = 0; label < totals.Length; label++)
            {
                totals[label] += (double)weights[row] * shares[label][row];
            }
        }

        return new LabelStatistics(0, 1, totals);
    }

    /// <summary>Goes over the labels.</summary>
    /// <param name="labels">A label per row, NaN where it is missing.</param>
    /// <param name="weights">A weight above 0 per row.</param>
    /// <param name="classCount">The number of classes, or null for regression.</param>
    /// <returns>Null if all are missing.</returns>
    public static LabelStatistics? Of(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, int? classCount)
    {
        var totals = new double[classCount ?? 0];
        double sum = 0;
        double total = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            if (float.IsNaN(labels[row]))
            {
                continue;
            }

            sum += (double)weights[row] * labels[row];
            total += weights[row];
            if (classCount is not null)
            {
                totals[(int)labels[row]] += weights[row];
            }
        }

        if (total == 0)
        {
            return null;
        }

        var mean = sum / total;
        double squares = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            squares += float.IsNaN(labels[row]) ? 0 : weights[row] * (labels[row] - mean) * (labels[row] - mean);
        }

        // Rounding noise around a constant is not a deviation.
        var deviation = Math.Sqrt(squares / total);
        return new LabelStatistics(mean, deviation > 1e-6 * Math.Abs(mean) && (float)deviation > 0 ? (float)deviation : 1f, totals);
    }
}
