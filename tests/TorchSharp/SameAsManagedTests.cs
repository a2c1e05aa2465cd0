namespace NeuralTrainers.Torch.Tests;

/// <summary>The same description, weights and batches give the same losses and scores as the managed engine.</summary>
[TestClass]
public class SameAsManagedTests
{
    private static readonly MlpTrunk Small = new() { Widths = [8, 6], Activation = Activation.Tanh, Dropout = 0 };

    public static IEnumerable<object[]> TrunkNames => TrunkSamples.Names();

    public static IEnumerable<object[]> HeadNames => HeadSamples.Names();

    public static IEnumerable<object[]> DualBlockNames => DualBlockSamples.Names;

    public static IEnumerable<object[]> Optimizers() =>
    [
        [new AdamW()],
        [new AdamW { Beta1 = 0.7f, Beta2 = 0.9f, Epsilon = 1e-5f }],
        [new Adam()],
        [new AdaMax()],
        [new AdaGrad()],
        [new AdaDelta()],
        [new RmsProp()],
        [new RmsProp { Momentum = 0.8f }],
        [new RmsProp { Centered = true, Momentum = 0.5f }],
        [new Sgd { Momentum = 0 }],
        [new Sgd()],
        [new Sgd { Nesterov = true }],
        [new Lbfgs()],
    ];

    public static IEnumerable<object[]> Options() =>
    [
        ["clipping by norm", new TrainingSettings { GradientClipNorm = 0.1f }],
        ["clipping by value", new TrainingSettings { GradientClipValue = 0.02f }],
        ["L1 penalty", new TrainingSettings { L1Penalty = 0.01f, Optimizer = new Sgd() }],
        ["maximum norm", new TrainingSettings { MaximumNorm = 0.5f, LearningRate = 0.05f }],
    ];

    public static IEnumerable<object[]> Losses() => GradientCheckTests.Networks().Select(network => new object[] { network[1], network[2] });

    public static IEnumerable<object[]> Encodings() => GradientCheckTests.Encodings();

    [TestMethod]
    [DynamicData(nameof(TrunkNames))]
    public void Train_EachTrunk_HasTheManagedEnginesLossesAndScores(string name)
    {
        var description = Tables.Describe(4, [3, 2], new SquaredLoss(), Determined.Of(TrunkSamples.All[name]), standardize: true);
        BackendPair.AssertSame(description, Tables.Make(24, 4, [3, 2], (x, c) => x[0] + c[0]), new TrainingSettings { LearningRate = 0.01f });
    }

    [TestMethod]
    [DynamicData(nameof(Optimizers))]
    public void Train_EachOptimizer_HasTheManagedEnginesLosses(Optimizer optimizer)
    {
        var description = Tables.Describe(4, [3, 2], new BinaryCrossEntropyLoss(), Small);
        var settings = new TrainingSettings { Optimizer = optimizer, LearningRate = 0.01f, WeightDecay = 0.01f, GradientClipNorm = optimizer is Lbfgs ? null : 1 };
        BackendPair.AssertSame(description, Tables.Make(60, 4, [3, 2], (x, c) => x[0] + c[0] > 2 ? 1 : 0), settings);
    }

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Train_EachLoss_HasTheManagedEnginesLosses(Loss loss, int outputs) =>
        BackendPair.AssertSame(
            Tables.Describe(4, [3, 2], loss, Small, outputs), GradientCheckTests.TableFor(loss), new TrainingSettings { LearningRate = 0.01f });

    [TestMethod]
    [DynamicData(nameof(Options))]
    public void Train_EachOption_HasTheManagedEnginesLosses(string name, TrainingSettings settings) =>
        BackendPair.AssertSame(Tables.Describe(4, [3], new SquaredLoss(), Small), Tables.Make(30, 4, [3], (x, c) => x[0] + c[0]), settings);

    [TestMethod]
    public void Train_PruningAndAveraging_HasTheManagedEnginesLosses() =>
        BackendPair.AssertSame(
            Tables.Describe(4, [3], new SquaredLoss(), Small),
            Tables.Make(30, 4, [3], (x, c) => x[0] + c[0]),
            new TrainingSettings { LearningRate = 0.02f },
            number => new TrainingStep(number, 0.02f, AverageShare: number > 5 ? 0.1f : 0, Sparsity: number < 4 ? 0 : number < 10 ? 0.3f : 0.6f));

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void Train_EachEncoding_HasTheManagedEnginesLosses(NumericEncoding encoding, bool standardize)
    {
        var description = Tables.Describe(3, [2], new SquaredLoss(), Small, standardize: standardize);
        description = description with { Input = description.Input with { NumericEncoding = encoding } };
        BackendPair.AssertSame(description, Tables.Map(Tables.Make(30, 3, [2], (x, c) => x[0] + c[0]), x => x[1] = x[1] > 0 ? 1 : 0));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Train_SparseFeatures_HasTheManagedEnginesLosses(bool withCategory)
    {
        var description = Tables.Describe(12, withCategory ? [2] : [], new SquaredLoss(), Small);
        description = description with { Input = description.Input with { IsSparse = true } };
        var batch = new Batch(TableShape.Of(description, withTargets: true), 12);
        for (var row = 0; row < batch.Capacity; row++)
        {
            batch.TargetRow(batch.AddRow())[0] = row % 3;
            int[] slots = [.. Enumerable.Range(0, 12).Where(slot => slot * (row + 2) % 5 == 1)];
            batch.SetSparseRow(slots, [.. slots.Select(slot => slot - 4.5f)]);
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        BackendPair.AssertSame(description, table);
    }

    [TestMethod]
    [DynamicData(nameof(HeadNames))]
    public void Train_SeveralHeads_HasTheManagedEnginesLosses(string name) =>
        BackendPair.AssertSame(HeadSamples.Describe(HeadSamples.All[name]), HeadSamples.Table(45), new TrainingSettings { LearningRate = 0.01f });

    [TestMethod]
    [DynamicData(nameof(DualBlockNames))]
    public void Train_EachDualBlock_HasTheManagedEnginesLosses(string name) =>
        BackendPair.AssertSame(
            DualBlockSamples.All[name], DualBlockSamples.Table(DualBlockSamples.All[name], 45), new TrainingSettings { LearningRate = 0.01f });
}
