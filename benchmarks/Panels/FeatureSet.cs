namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>What a prediction may look at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Periods">The number of earlier rows whose industry, occupation and wage it sees; with more than one, the history up to the last, too.</param>
internal sealed record FeatureSet(string Name, int Periods)
{
    public static IReadOnlyList<FeatureSet> All { get; } = [new("last", 1), new("history", 4)];

    public static FeatureSet Of(string name) =>
        All.FirstOrDefault(set => set.Name == name) ?? throw new ArgumentException($"There are no features '{name}'.");
}
