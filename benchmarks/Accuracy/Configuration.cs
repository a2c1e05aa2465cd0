namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>A named architecture; everything else is as the trainers have it by default.</summary>
internal sealed record Configuration(string Name, NetworkArchitecture Architecture)
{
    public static IReadOnlyList<Configuration> All { get; } =
    [
        new("linear", new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [] } }),
        new("mlp", new NetworkArchitecture()),
        new("resnet", new NetworkArchitecture { Trunk = new ResidualTrunk() }),
        new("dense", new NetworkArchitecture { Trunk = new DenselyConnectedTrunk() }),
        new("attention", new NetworkArchitecture { Trunk = new AttentionCombinedTrunk() }),
        new("gated", new NetworkArchitecture { Trunk = new GatedEnsembleTrunk() }),
        new("tree", new NetworkArchitecture { Trunk = new HierarchicalGatingTrunk() }),
        new("repeated", new NetworkArchitecture
        {
            Trunk = new SequentialTrunk
            {
                Parts =
                [
                    new MlpTrunk { Widths = [128] },
                    new RepeatedTrunk { Times = 4, Body = new ResidualTrunk { Widths = [128], Normalization = new LayerNormalization() } },
                ],
            },
        }),
        new("ple", new NetworkArchitecture { NumericEncoding = new PiecewiseLinearEncoding() }),
        new("plr", new NetworkArchitecture { NumericEncoding = new PeriodicEncoding() }),
        new("tabm", new NetworkArchitecture
        {
            NumericEncoding = new PiecewiseLinearEncoding(),
            Trunk = new BatchEnsembleTrunk { Widths = [192, 192], Start = BatchEnsembleStart.Normal },
        }),
        new("transformer", new NetworkArchitecture { Trunk = new TransformerTrunk() }),
    ];
}
