using System.Text;

namespace NeuralTrainers.Networks.Tests;

/// <summary>What trunks refuse, and how they say it.</summary>
[TestClass]
public class TrunkDescriptionTests
{
    private static readonly MlpTrunk Expert = new() { Widths = [4] };

    private static readonly BatchEnsembleTrunk Members = new() { Members = 2, Widths = [4] };

    public static IEnumerable<object[]> Invalid { get; } =
    [
        [new MlpTrunk { Dropout = 1 }, "Dropout.Rate is 1: it must be at least 0 and below 1"],
        [new MlpTrunk { Dropout = new ConcreteDropout { Temperature = 0 } }, "Temperature is 0"],
        [new MlpTrunk { Dropout = new VariationalDropout { InitialRate = 0.6f } }, "InitialRate is 0.6: it must be between 0.0001 and 0.5"],
        [new MlpTrunk { InputDropout = new DropConnect { Rate = 0.1f } }, "InputDropout cannot be DropConnect"],
        [new MlpTrunk { Activation = new LeakyReluActivation { Slope = -1 } }, "Slope is -1"],
        [new MlpTrunk { Activation = new MaxoutActivation { Pieces = 1 } }, "Pieces is 1: it must be between 2 and 64"],
        [new MlpTrunk { Activation = new LinearSigmoidActivation { InitialScale = 0 } }, "InitialScale is 0"],
        [new MlpTrunk { Normalization = new BatchNormalization { Momentum = 2 } }, "Momentum is 2: it must be between 0 and 1"],
        [new MlpTrunk { Normalization = new LayerNormalization { Epsilon = 0 } }, "Epsilon is 0"],
        [new MlpTrunk { Normalization = new GroupNormalization { Groups = 0 } }, "Groups is 0"],
        [new MlpTrunk { Initialization = new OrthogonalInitialization { Gain = float.NaN } }, "Gain is NaN"],
        [new MlpTrunk { Widths = [4], Overrides = [new LayerOverride { Layer = 1 }] }, "Layer is 1: it must be between 0 and 0"],
        [new MlpTrunk { Widths = [4], Overrides = [new LayerOverride { Layer = 0 }, new LayerOverride { Layer = 0 }] }, "names layer 0 twice"],
        [new MlpTrunk { Widths = [4], Overrides = [new LayerOverride { Layer = 0, WithoutNormalization = true, Normalization = new LayerNormalization() }] }, "Layer 0 has a normalization and WithoutNormalization"],
        [new ResidualTrunk { Widths = [] }, "Widths.Count is 0: it must be between 1 and 256"],
        [new ResidualTrunk { HiddenFactor = 0 }, "HiddenFactor is 0"],
        [new ResidualTrunk { Groups = 2 }, "groups need HiddenLayers of at least 2"],
        [new ResidualTrunk { Widths = [5], HiddenFactor = 1, HiddenLayers = 2, Groups = 2 }, "Groups is 2, which does not divide the 5 hidden units of block 0"],
        [new ResidualTrunk { HiddenLayers = 2, Groups = 2, Normalization = new WeightNormalization() }, "knows neither WeightNormalization nor DropConnect"],
        [new ResidualTrunk { Widths = [8, 4], Shortcut = ResidualShortcut.ZeroPadding }, "Widths[1] is 4, below the 8 before it"],
        [new ResidualTrunk { Excitation = 0 }, "Excitation is 0"],
        [new DenselyConnectedTrunk { Widths = [0] }, "Widths is 0"],
        [new AttentionCombinedTrunk { Count = 0 }, "Count is 0"],
        [new GatedEnsembleTrunk { Experts = [] }, "Experts.Count is 0"],
        [new GatedEnsembleTrunk { Experts = [Expert with { Dropout = 2 }] }, "Dropout.Rate is 2"],
        [new HierarchicalGatingTrunk { Depth = 9 }, "Depth is 9: it must be between 1 and 8"],
        [new SequentialTrunk { Parts = [] }, "Parts.Count is 0"],
        [new RepeatedTrunk { Body = Expert, Times = 0 }, "Times is 0"],
        [new SharedTrunk { Name = " ", Body = Expert }, "Name of a SharedTrunk is empty"],
        [new SharedTrunk { Name = "a", Body = Expert with { Dropout = 2 } }, "Dropout.Rate is 2"],
        [new BatchEnsembleTrunk { Members = 0 }, "Members is 0"],
        [new BatchEnsembleTrunk { Dropout = new DropConnect { Rate = 0.1f } }, "its members share their weights"],
        [new TransformerTrunk { Width = 10, AttentionHeads = 4 }, "Width is 10: it must be a multiple of the 4 AttentionHeads"],
        [new TransformerTrunk { Activation = Activation.Maxout }, "Activation cannot be MaxoutActivation"],
    ];

    public static IEnumerable<object[]> Unbuildable { get; } =
    [
        [new MlpTrunk { Widths = [9], Normalization = new GroupNormalization { Groups = 2 } }, "2 groups do not divide 9 units evenly"],
        [new GatedEnsembleTrunk { Experts = [Expert, Expert with { Widths = [5] }] }, "Trunks that are added have 4 and 5 outputs"],
        [new GatedEnsembleTrunk { Experts = [Expert, new BatchEnsembleTrunk { Widths = [4] }] }, "ensembles of as many members"],
        [new RepeatedTrunk { Body = Expert }, "has 4 outputs and 3 inputs: it must have as many"],
        [Shared("a", Expert, Expert with { Dropout = 0.3f }), "two SharedTrunks of the name 'a' with different bodies"],
        [Shared("a", Expert, Expert), "'shared.a.0.weight' is shared by layers of different shapes"],
        [new GatedEnsembleTrunk { Experts = [Members, Members] }, "an ensemble of 2 members and the gate one of 1: put the BatchEnsembleTrunk before the combination"],
        [new AttentionCombinedTrunk { Block = Members }, "an ensemble of 2 members and the gate one of 1: put the BatchEnsembleTrunk before the combination"],
        [new HierarchicalGatingTrunk { Expert = Members }, "an ensemble of 2 members and the gate one of 1: put the BatchEnsembleTrunk before the combination"],
        [new SequentialTrunk { Parts = [new BatchEnsembleTrunk(), new TransformerTrunk()] }, "cannot read the members of an ensemble"],
        [new RepeatedTrunk { Times = 256, SharesWeights = false, Body = new RepeatedTrunk { Times = 256, SharesWeights = false, Body = Expert } }, "more than 4096 operations"],
    ];

    private static SequentialTrunk Shared(string name, Trunk first, Trunk second) =>
        new() { Parts = [new SharedTrunk { Name = name, Body = first }, new SharedTrunk { Name = name, Body = second }] };

    [TestMethod]
    public void Describe_ModuleUsedTwice_HasItsWeightsOnce()
    {
        static int Count(Trunk trunk) => ParameterCatalog.Of(Tables.Describe(4, [], new SquaredLoss(), trunk)).Sum(spec => (int)spec.Length);
        Assert.AreEqual(Count(Expert), Count(Shared("a", Expert, new MlpTrunk { Widths = [.. Expert.Widths] })));
        Assert.AreEqual(Count(Expert) + (4 * 5), Count(new SequentialTrunk { Parts = [Expert, Expert] }));
    }

    [TestMethod]
    [DynamicData(nameof(Invalid))]
    public void Validate_OutOfRange_NamesPropertyValueAndRange(Trunk trunk, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Tables.Describe(3, [], new SquaredLoss(), trunk).Validate());
        StringAssert.Contains(error.Message, message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DynamicData(nameof(Unbuildable))]
    public void Train_PartsThatDoNotFit_SaysWhich(Trunk trunk, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => NetworkTrainer.Train(
            Tables.Describe(3, [], new SquaredLoss(), trunk), Tables.Make(20, 3, [], (x, _) => x[0]), null, Tables.Settings()));
        StringAssert.Contains(error.Message, message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Declare_TransformerOnVeryManyFeatures_RefusesBeforeListingThem()
    {
        var description = Tables.Describe(50_000_000, [], new SquaredLoss(), new TransformerTrunk());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.ThrowsExactly<ArgumentException>(() => ParameterCatalog.Of(description));
        StringAssert.Contains(error.Message, "50000000 features");
        Assert.IsLessThan(1 << 16, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Load_ShortFileOfAnEnormousTrunk_IsRefusedWithinTheMemoryLimit()
    {
        Trunk trunk = Expert;
        for (var depth = 0; depth < 20; depth++)
        {
            trunk = new RepeatedTrunk { Body = trunk, Times = 256, SharesWeights = false };
        }

        using var file = new MemoryStream();
        NetworkFile.Write(file, Tables.Describe(4, [], new SquaredLoss(), trunk), SampleNetwork.History);
        var bytes = file.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.ThrowsExactly<InvalidDataException>(() => TrainedNetwork.Load(new MemoryStream(bytes), new MemoryStream()));
        Assert.IsLessThan((16 << 20) + (64 * bytes.Length), GC.GetAllocatedBytesForCurrentThread() - before, Encoding.UTF8.GetString(bytes));
    }
}
