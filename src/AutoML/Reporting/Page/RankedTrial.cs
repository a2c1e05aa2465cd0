using System.Globalization;

namespace NeuralTrainers;

/// <summary>A trial of a report.</summary>
/// <param name="Index">Its place in the order of ending, from 0.</param>
/// <param name="Record">What came of it.</param>
/// <param name="Label">Its number; the second trial of a number, of a sweep that was resumed, is marked.</param>
/// <param name="Rank">1 for the best, or null for trials without a metric.</param>
/// <param name="Shade">From 0 for the best of the trials to <see cref="Shades"/> - 1.</param>
internal sealed record RankedTrial(int Index, TrialRecord Record, string Label, int? Rank, int Shade)
{
    public const int Shades = 7;

    /// <summary>The class of its marks: how good it is, and whether it was stopped.</summary>
    public string Class => Rank switch
    {
        null => "none",
        1 => "q0 best",
        _ => $"q{Shade}{(Record.End == TrialEnd.Pruned ? " pruned" : string.Empty)}",
    };

    /// <summary>From -0.25 to 0.25, different for each trial: multiples of the golden ratio spread any number of them evenly.</summary>
    public double Spread => ((Index * 0.6180339887 % 1) - 0.5) / 2;

    public string Title => $"Trial {Label}: {(Rank is null ? "no metric" : Numbers.Text(Record.Metric, 5))}, {Record.End}";

    public static IReadOnlyList<RankedTrial> Of(IReadOnlyList<TrialRecord> records)
    {
        var ranks = new int?[records.Count];
        var ranked = Enumerable.Range(0, records.Count)
            .Where(at => records[at].Loss < double.MaxValue && double.IsFinite(records[at].Metric))
            .OrderBy(at => records[at].Loss).ToList();
        for (var rank = 0; rank < ranked.Count; rank++)
        {
            ranks[ranked[rank]] = rank + 1;
        }

        var seen = new Dictionary<int, int>();
        return [.. records.Select((record, at) => new RankedTrial(at, record, Label(record.Trial), ranks[at], (((ranks[at] ?? 1) - 1) * Shades) / Math.Max(1, ranked.Count)))];

        string Label(int trial)
        {
            var times = seen[trial] = seen.GetValueOrDefault(trial) + 1;
            var number = trial.ToString(CultureInfo.InvariantCulture);
            return times == 1 ? number : $"{number} ({times.ToString(CultureInfo.InvariantCulture)})";
        }
    }
}
