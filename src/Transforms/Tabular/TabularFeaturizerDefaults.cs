namespace NeuralTrainers;

/// <summary>The defaults of <c>TabularFeaturizer</c>.</summary>
internal static class TabularFeaturizerDefaults
{
    public const string LabelColumnName = "Label";

    public const string OutputColumnName = "Features";

    /// <summary>
    /// A category that comes once cannot be learned. It shares a key with the unseen ones, so that these have a vector that was trained.
    /// </summary>
    public static CategorySettings Categories { get; } = new(MinimumCount: 2, MaximumSize: 100_000, RareBucket: false, HashBuckets: 1);

    /// <summary>What dates and times become: a trend, and the cycles of the year, the week and the day.</summary>
    public const DateTimeParts DateParts = DateTimeParts.Days;

    public const DateTimeParts DateCycles = DateTimeParts.DayOfYear | DateTimeParts.DayOfWeek | DateTimeParts.TimeOfDay;
}
