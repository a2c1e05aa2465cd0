namespace NeuralTrainers.Networks.Tests;

/// <summary>Each trunk learns what no linear model can.</summary>
[TestClass]
public class TrunkLearningTests
{
    private static readonly MlpTrunk Expert = new() { Widths = [16], Dropout = 0 };

    public static IEnumerable<object[]> Trunks { get; } =
    [
        ["multilayer perceptron", new MlpTrunk { Widths = [16, 16], Dropout = 0 }],
        ["residual", new ResidualTrunk { Widths = [16, 16], Dropout = 0 }],
        ["wide", new ResidualTrunk { Widths = [12], HiddenFactor = 4, Dropout = 0 }],
        ["zero padding", new ResidualTrunk { Widths = [12, 20], Shortcut = ResidualShortcut.ZeroPadding, Dropout = 0 }],
        ["post-activation", new ResidualTrunk { Widths = [16, 24], Dropout = 0, Order = ResidualOrder.PostActivation }],
        ["bottleneck", new ResidualTrunk { Widths = [16, 16], HiddenFactor = 0.5f, HiddenLayers = 2, Dropout = 0 }],
        ["grouped with excitation", new ResidualTrunk { Widths = [16], HiddenLayers = 2, Groups = 4, Excitation = 4, Dropout = 0 }],
        ["densely connected", new DenselyConnectedTrunk { Widths = [12, 12, 12], Dropout = 0 }],
        ["attention-combined", new AttentionCombinedTrunk { Block = Expert }],
        ["gated ensemble", new GatedEnsembleTrunk { Experts = [Expert, Expert] }],
        ["meta-learner", new GatedEnsembleTrunk { Experts = [Expert, Expert], Gate = Expert, GateInput = GateInput.Experts }],
        ["linear experts", new GatedEnsembleTrunk { Experts = [.. Enumerable.Repeat(Expert with { Activation = Activation.Identity }, 4)] }],
        ["linear experts in a tree", new HierarchicalGatingTrunk { Depth = 3, Expert = Expert with { Activation = Activation.Identity } }],
        ["shared", new SequentialTrunk { Parts = [Expert, new RepeatedTrunk { Body = Expert }] }],
        ["repeated", new RepeatedTrunk { Body = Expert, SharesWeights = false }],
        ["shared at two places", new SequentialTrunk { Parts = [Expert, new SharedTrunk { Name = "a", Body = Expert }, new SharedTrunk { Name = "a", Body = Expert }] }],
        ["batch ensemble", new BatchEnsembleTrunk { Members = 8, Widths = [16, 16], Dropout = 0 }],
        ["transformer", new TransformerTrunk { Blocks = 2, Width = 8, AttentionHeads = 2, AttentionDropout = 0, FeedForwardDropout = 0 }],
        ["self-normalizing", new MlpTrunk { Widths = [16, 16], Activation = Activation.Selu, Dropout = new AlphaDropout { Rate = 0.02f } }],
        ["weight normalization", new MlpTrunk { Widths = [16, 16], Normalization = new WeightNormalization(), Dropout = 0 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Trunks))]
    public void Train_ProductOfFeatures_BeatsEveryLinearModel(string name, Trunk trunk)
    {
        // The label's variance is 1 and it is uncorrelated with both features: a linear model leaves an error of 1.
        var network = NetworkTrainer.Train(
            Tables.Describe(2, [], new SquaredLoss(), trunk),
            Tables.Make(1500, 2, [], (x, _) => x[0] * x[1]),
            Tables.Make(400, 2, [], (x, _) => x[0] * x[1], seed: 2),
            Tables.Settings(epochs: 25));
        Assert.IsLessThan(0.25, network.History.Epochs.Min(epoch => epoch.ValidationLoss!.Value), name);
    }
}
