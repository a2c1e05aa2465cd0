namespace NeuralTrainers;

/// <summary>How the trials' ranks depend on one setting.</summary>
/// <param name="Column">The setting.</param>
/// <param name="Axis">The axis of its values.</param>
/// <param name="Bins">The trials by the setting: one bin for each category, or bins of about as many trials each.</param>
/// <param name="Share">The share of the variance of the ranks that the bins explain, from 0 to 1; null if the trials are too few to say.</param>
internal sealed record Effect(SettingColumn Column, Axis Axis, IReadOnlyList<Effect.Bin> Bins, double? Share)
{
    private const int MostBins = 8;
    private const int TrialsPerBin = 5;

    /// <summary>The effects of all settings that differ between the trials with a metric, the greatest first.</summary>
    public static IReadOnlyList<Effect> Of(IReadOnlyList<RankedTrial> trials, IReadOnlyList<SettingColumn> columns) =>
        [.. columns.Select(column => Of(trials, column)).OfType<Effect>().OrderByDescending(effect => effect.Share ?? -1)];

    /// <summary>Where a trial stands on the axis, or null if it has no such setting. The trials of a category are spread over half of its band.</summary>
    public double? At(RankedTrial trial) =>
        Column.Values[trial.Index] is { } value ? Axis.At(value) + (Axis.Categories is { } categories ? trial.Spread / categories.Count : 0) : null;

    private static Effect? Of(IReadOnlyList<RankedTrial> trials, SettingColumn column)
    {
        var with = trials.Where(trial => trial.Rank is not null && column.Values[trial.Index] is not null).ToList();
        if (with.Select(trial => column.Values[trial.Index]!.Value.Text).Distinct(StringComparer.Ordinal).Count() < 2)
        {
            return null;
        }

        var axis = Axis.For(column);
        var sorted = with.OrderBy(trial => axis.At(column.Values[trial.Index]!.Value)).ToList();
        var bins = (axis.Categories is null ? Quantiles(sorted, Place) : sorted.GroupBy(Place).Select(group => group.ToList())).ToList();
        return new(column, axis, [.. bins.Select(bin => new Bin(Place(bin[0]), Place(bin[^1]), Median([.. bin.Select(trial => trial.Record.Metric)]), bin.Count))], Explained(bins));

        double Place(RankedTrial trial) => axis.At(column.Values[trial.Index]!.Value);
    }

    // Equal values stay together.
    private static IEnumerable<List<RankedTrial>> Quantiles(List<RankedTrial> sorted, Func<RankedTrial, double> place)
    {
        var wanted = Math.Clamp(sorted.Count / TrialsPerBin, 2, MostBins);
        var bins = new List<RankedTrial>[wanted];
        var before = 0;
        foreach (var equal in sorted.GroupBy(place).Select(group => group.ToList()))
        {
            (bins[(before + (equal.Count / 2)) * wanted / sorted.Count] ??= []).AddRange(equal);
            before += equal.Count;
        }

        return bins.Where(bin => bin is not null);
    }

    // The correlation ratio of the ranks, without its bias towards many bins: Kelley's epsilon squared.
    private static double? Explained(List<List<RankedTrial>> bins)
    {
        var all = bins.SelectMany(bin => bin).Select(trial => (double)trial.Rank!.Value).ToList();
        if (bins.Count < 2 || all.Count <= bins.Count + 1)
        {
            return null;
        }

        var mean = all.Average();
        var total = all.Sum(rank => (rank - mean) * (rank - mean));
        var within = bins.Sum(bin =>
        {
            var center = bin.Average(trial => (double)trial.Rank!.Value);
            return bin.Sum(trial => (trial.Rank!.Value - center) * (trial.Rank.Value - center));
        });
        return Math.Max(0, 1 - ((all.Count - 1d) / (all.Count - bins.Count) * (within / total)));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>Trials with about the same value.</summary>
    /// <param name="Start">The place of the least value.</param>
    /// <param name="End">The place of the greatest.</param>
    /// <param name="Median">The median of their metrics.</param>
    /// <param name="Count">How many they are.</param>
    internal readonly record struct Bin(double Start, double End, double Median, int Count);
}
