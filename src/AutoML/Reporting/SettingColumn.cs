namespace NeuralTrainers;

/// <summary>One setting over all trials.</summary>
/// <param name="Name">The step's name, a dot, and the setting's.</param>
/// <param name="Label">The name without the step, unless another step has a setting of that name.</param>
/// <param name="Values">One for each trial; null where the trial has no such setting.</param>
internal sealed record SettingColumn(string Name, string Label, SettingValue?[] Values)
{
    /// <summary>All settings, in the order in which they first occur.</summary>
    public static IReadOnlyList<SettingColumn> Of(IReadOnlyList<TrialRecord> records)
    {
        var columns = new Dictionary<string, SettingValue?[]>(StringComparer.Ordinal);
        for (var trial = 0; trial < records.Count; trial++)
        {
            foreach (var (name, value) in SettingValue.Of(records[trial]))
            {
                if (!columns.TryGetValue(name, out var values))
                {
                    columns.Add(name, values = new SettingValue?[records.Count]);
                }

                values[trial] = value;
            }
        }

        var shared = columns.Keys.CountBy(WithoutStep, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. columns.Select(column =>
            new SettingColumn(column.Key, shared[WithoutStep(column.Key)] == 1 ? WithoutStep(column.Key) : column.Key, column.Value))];
    }

    /// <summary>The settings that differ between trials, and only where they have an effect: a decay says nothing of a network without weight decay.</summary>
    public static IReadOnlyList<SettingColumn> Varying(IReadOnlyList<TrialRecord> records)
    {
        var all = Of(records);
        foreach (var decays in all.Where(column => WithoutStep(column.Name) == NeuralOptionSpace.DecaysWeights))
        {
            var step = decays.Name[..^NeuralOptionSpace.DecaysWeights.Length];
            if (all.FirstOrDefault(column => column.Name == step + nameof(NeuralSetting.WeightDecay)) is { } decay)
            {
                for (var trial = 0; trial < records.Count; trial++)
                {
                    decay.Values[trial] = decays.Values[trial]?.Text == "false" ? null : decay.Values[trial];
                }
            }
        }

        return [.. all.Where(column => column.Values.OfType<SettingValue>().Select(value => value.Text).Distinct(StringComparer.Ordinal).Count() > 1)];
    }

    private static string WithoutStep(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
