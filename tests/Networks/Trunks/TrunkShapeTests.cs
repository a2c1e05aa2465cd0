using FsCheck;
using FsCheck.Fluent;

namespace NeuralTrainers.Networks.Tests;

/// <summary>Random trunks train, score as validation did, and survive their files, whatever their widths.</summary>
[TestClass]
public class TrunkShapeTests
{
    private static readonly Gen<Activation> Activations = Gen.Elements(
        Activation.Relu, Activation.Gelu, Activation.Selu, Activation.ParametricRelu, Activation.Maxout, Activation.LinearSigmoid);

    private static readonly Gen<Normalization?> Normalizations = Gen.Elements<Normalization?>(
        null, new BatchNormalization(), new LayerNormalization(), new WeightNormalization());

    private static readonly Gen<Dropout> Dropouts = Gen.Elements<Dropout>(0.2f, Dropout.None, new GaussianDropout { Rate = 0.1f }, new ConcreteDropout());

    [TestMethod]
    public void Train_RandomTrunk_TrainsScoresAndSaves() => Check.One(
        Properties.Repeatable.WithMaxTest(60),
        Prop.ForAll(Arb.From(Gen.Choose(0, 2).SelectMany(Trunks)), trunk =>
        {
            var description = Tables.Describe(3, [4], new SquaredLoss(), trunk);
            var table = Tables.Make(37, 3, [4], (x, c) => x[0] + c[0]);
            var network = NetworkTrainer.Train(description, table, table, Tables.Settings(epochs: 2) with { BatchSize = 12 });
            using var file = new MemoryStream();
            using var weights = new MemoryStream();
            network.Save(file, weights);
            var loaded = TrainedNetwork.Load(new MemoryStream(file.ToArray()), new MemoryStream(weights.ToArray()));
            foreach (var tensor in network.Weights)
            {
                CollectionAssert.AreEqual(tensor.Values, loaded.Weights[tensor.Name].Values, tensor.Name);
            }

            Assert.AreEqual(network.History.Epochs[network.History.BestEpoch - 1].ValidationLoss!.Value, Loss(loaded, table), 1e-4);
        }));

    private static Gen<Trunk> Trunks(int depth) => depth == 0 ? Layers() : Gen.OneOf(Layers(), Combinations(depth));

    private static Gen<Trunk> Layers() =>
        from widths in Gen.ListOf(Gen.Choose(1, 9), 2)
        from activation in Activations
        from normalization in Normalizations
        from dropout in Dropouts
        from kind in Gen.Choose(0, 4)
        select (Trunk)(kind switch
        {
            0 => new MlpTrunk { Widths = [.. widths], Activation = activation, Normalization = normalization, Dropout = dropout },
            1 => new ResidualTrunk { Widths = [.. widths], Activation = activation, Normalization = normalization, Dropout = dropout },
            2 => new ResidualTrunk
            {
                Widths = [.. widths],
                HiddenFactor = 4,
                HiddenLayers = 2,
                Groups = normalization is WeightNormalization ? 1 : 4,
                Order = ResidualOrder.PostActivation,
                Activation = activation,
                Normalization = normalization,
                Dropout = dropout,
                Excitation = 2,
            },
            3 => new DenselyConnectedTrunk { Widths = [.. widths], Activation = activation, Normalization = normalization, Dropout = dropout },
            _ => new TransformerTrunk { Blocks = 1, Width = 2 * widths[0], AttentionHeads = 2 },
        });

    private static Gen<Trunk> Combinations(int depth) =>
        from first in Trunks(depth - 1)
        from second in Layers()
        from count in Gen.Choose(1, 4)
        from kind in Gen.Choose(0, depth == 2 ? 5 : 4)
        select kind switch
        {
            0 => new AttentionCombinedTrunk { Block = first, Count = count },
            1 => new GatedEnsembleTrunk { Experts = [first, first], Gate = second, GateInput = GateInput.Experts },
            2 => new HierarchicalGatingTrunk { Depth = count, Expert = first },
            3 => new SequentialTrunk { Parts = [first, second] },
            4 => new SequentialTrunk { Parts = [first, new RepeatedTrunk { Body = second, Times = count, SharesWeights = false }] },
            _ => (Trunk)new BatchEnsembleTrunk { Members = count, Widths = [5, count] },
        };

    private static double Loss(TrainedNetwork network, TrainingTable table)
    {
        var session = network.CreateScorer().CreateSession(table.RowCount);
        var batch = Tables.Run(session, table, 0, table.RowCount);
        return Enumerable.Range(0, batch.Count).Average(row => Math.Pow(session.Outputs(0)[row] - batch.TargetRow(row)[0], 2));
    }
}
