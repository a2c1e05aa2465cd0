namespace NeuralTrainers;

/// <summary>The axis of the metric. A few very bad trials would squeeze all others: the axis ends before them, and they stand at its end.</summary>
internal static class MetricAxis
{
    private const double Whisker = 1.5;

    /// <summary>From the bottom of a drawing (0) to its top, where the best stands or, if not asked for, the greatest.</summary>
    public static Axis Of(IReadOnlyList<RankedTrial> trials, bool isMaximized, bool bestOnTop)
    {
        var losses = trials.Where(trial => trial.Rank is not null).Select(trial => isMaximized ? -trial.Record.Metric : trial.Record.Metric).Order().ToList();
        var (lower, upper) = (losses[losses.Count / 4], losses[losses.Count * 3 / 4]);

        // Tukey's fence.
        var worst = losses.Last(loss => loss <= upper + (Whisker * (upper - lower)));
        var margin = (worst - losses[0]) * 0.04;
        var (best, end) = isMaximized ? (-losses[0] + margin, -worst - margin) : (losses[0] - margin, worst + margin);
        return bestOnTop || isMaximized ? Axis.Numeric(end, best, isLogarithmic: false) : Axis.Numeric(best, end, isLogarithmic: false);
    }
}
