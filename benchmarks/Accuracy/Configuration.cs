namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>A named architecture; everything else is as the trainers have it by default.</summary>
internal sealed record Configuration(string Name, NetworkArchitecture Architecture)
{
    public static IReadOnlyList<Configuration> All { get; } =
    [
        new("mlp", new NetworkArchitecture()),
        new("resnet", new NetworkArchitecture { Trunk = new ResidualTrunk() }),
        new("ple", new NetworkArchitecture { NumericEncoding = new PiecewiseLinearEncoding() }),
        new("plr", new NetworkArchitecture { NumericEncoding = new PeriodicEncoding() }),
    ];
}
