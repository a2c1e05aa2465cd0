using System.Numerics.Tensors;

namespace NeuralTrainers.Networks.Tests;

/// <summary>Penalties, limits, pruning and averaged weights in whole runs.</summary>
[TestClass]
public sealed class RegularizationTests
{
    [TestMethod]
    public void Train_L1Penalty_BringsUselessWeightsToZero()
    {
        var table = Tables.Make(500, 8, [], (x, _) => x[0] + (2 * x[1]));
        var description = Tables.Describe(8, [], new SquaredLoss(), new MlpTrunk { Widths = [] });
        var settings = Tables.Settings(epochs: 60) with { Optimizer = new Sgd { Momentum = 0 }, LearningRate = 0.02f, L1Penalty = 0.2f };
        var weights = NetworkTrainer.Train(description, table, null, settings).Weights["head.Score.weight"].Values;

        // For independent features of variance 1 and the loss e^2, the lasso shrinks each weight by half of the penalty.
        Assert.AreEqual(0.9, weights[0], 0.06);
        Assert.AreEqual(1.9, weights[1], 0.06);
        Assert.IsTrue(weights[2..].All(weight => Math.Abs(weight) < 0.02));
    }

    [TestMethod]
    public void Train_MaximumNorm_NoHiddenUnitIsAboveIt()
    {
        var table = Tables.Make(300, 4, [3], (x, c) => 10 * x[0] * c[0]);
        var settings = Tables.Settings(epochs: 10) with { MaximumNorm = 0.4f, LearningRate = 0.05f };
        var network = NetworkTrainer.Train(Tables.Describe(4, [3], new SquaredLoss()), table, null, settings);
        foreach (var tensor in network.Weights.Where(tensor => tensor.Name.StartsWith("trunk.", StringComparison.Ordinal) && tensor.Shape.Count == 2))
        {
            foreach (var row in tensor.Values.Chunk(tensor.Shape[1]))
            {
                Assert.IsLessThanOrEqualTo(0.4f * 1.000001f, TensorPrimitives.Norm<float>(row), tensor.Name);
            }
        }

        Assert.IsGreaterThan(0.4f, TensorPrimitives.Norm<float>(network.Weights["head.Score.weight"].Values));
    }

    [TestMethod]
    public void Train_GradientClipValue_LimitsEachGradient()
    {
        // Plain gradient descent moves each weight by the rate times its gradient.
        var table = Tables.Make(50, 3, [], (x, _) => 1000 * x[0]);
        var description = Tables.Describe(3, [], new SquaredLoss(), new MlpTrunk { Widths = [] });
        var settings = Tables.Settings(epochs: 1) with { Optimizer = new Sgd { Momentum = 0 }, LearningRate = 1, BatchSize = 50, GradientClipValue = 0.25f };
        var start = WeightInitializer.Create(
            description, settings.Seed, new Dictionary<string, float[]>(), new Dictionary<string, float[]>())["head.Score.weight"].Values;
        var end = NetworkTrainer.Train(description, table, null, settings).Weights["head.Score.weight"].Values;
        for (var i = 0; i < 3; i++)
        {
            Assert.AreEqual(0.25f, Math.Abs(end[i] - start[i]), 1e-6f);
        }
    }

    [TestMethod]
    public void Train_Pruning_LeavesTheAskedShareOfZerosAndStillLearns()
    {
        static float Label(float[] x, int[] c) => x[0] * x[1];
        var description = Tables.Describe(2, [], new SquaredLoss(), new MlpTrunk { Widths = [64, 64], Dropout = 0 });
        var settings = Tables.Settings(epochs: 40) with
        {
            Pruning = new MagnitudePruning { Sparsity = 0.8f, Start = 0.25f, End = 0.5f },
            WeightDecay = 0.01f,
        };
        var network = NetworkTrainer.Train(description, Tables.Make(1000, 2, [], Label), Tables.Make(300, 2, [], Label, seed: 2), settings);

        Assert.IsGreaterThanOrEqualTo(21, network.History.BestEpoch);
        Assert.IsLessThan(0.1, network.History.Epochs[network.History.BestEpoch - 1].ValidationLoss!.Value);
        foreach (var name in new[] { "trunk.0.weight", "trunk.1.weight" })
        {
            var values = network.Weights[name].Values;
            Assert.AreEqual((int)(0.8 * values.Length), values.Count(value => value == 0), name);
        }

        Assert.IsFalse(network.Weights["head.Score.weight"].Values.Contains(0));
    }

    [TestMethod]
    public void SparsityIn_Run_RisesFromStartToEnd()
    {
        var pruning = new MagnitudePruning { Sparsity = 0.8f, Start = 0.2f, End = 0.6f };
        float[] expected = [0, 0, 0, 0.8f * (1 - 0.421875f), 0.8f * (1 - 0.125f), 0.8f * (1 - 0.015625f), 0.8f, 0.8f, 0.8f, 0.8f];
        for (var epoch = 1; epoch <= 10; epoch++)
        {
            Assert.AreEqual(expected[epoch - 1], pruning.SparsityIn(epoch, 10), 1e-5f, $"epoch {epoch}");
        }
    }

    [TestMethod]
    public void Train_ExponentialAveraging_SmoothsWhatANoisyOptimizerLeaves()
    {
        var noise = new RandomStream(8, 8);
        var train = Tables.Make(400, 5, [], (x, _) => x[0] - x[1] + (2 * noise.NextGaussian()));
        var test = Tables.Make(2000, 5, [], (x, _) => x[0] - x[1], seed: 2);
        var description = Tables.Describe(5, [], new SquaredLoss(), new MlpTrunk { Widths = [] });
        var settings = Tables.Settings(epochs: 30) with { Optimizer = new Sgd { Momentum = 0 }, LearningRate = 0.1f, BatchSize = 8, EarlyStopping = null };
        var plain = NetworkTrainer.Train(description, train, test, settings);
        var averaged = NetworkTrainer.Train(description, train, test, settings with { WeightAveraging = new ExponentialAveraging { Decay = 0.99f } });
        Assert.IsLessThan(
            plain.History.Epochs.TakeLast(10).Average(epoch => epoch.ValidationLoss!.Value) / 3,
            averaged.History.Epochs.TakeLast(10).Average(epoch => epoch.ValidationLoss!.Value));

        // Training itself goes on from the weights, not from their average.
        CollectionAssert.AreEqual(
            plain.History.Epochs.Select(epoch => epoch.TrainingLoss).ToArray(), averaged.History.Epochs.Select(epoch => epoch.TrainingLoss).ToArray());
    }

    [TestMethod]
    public void Train_StochasticAveraging_GivesTheMeanOfTheLaterEpochs()
    {
        var table = Tables.Make(200, 4, [3], (x, c) => x[0] + c[0]);
        var description = Tables.Describe(4, [3], new SquaredLoss());

        // Without validation rows a shorter run of the same seed stops at an epoch of the longer one.
        var ends = Enumerable.Range(4, 3).Select(epochs => NetworkTrainer.Train(description, table, null, Tables.Settings(epochs))).ToArray();
        var averaged = NetworkTrainer.Train(
            description, table, null, Tables.Settings(6) with { WeightAveraging = new StochasticAveraging { Start = 0.5f } });
        foreach (var tensor in averaged.Weights)
        {
            for (var i = 0; i < tensor.Values.Length; i++)
            {
                Assert.AreEqual(ends.Average(end => end.Weights[tensor.Name].Values[i]), tensor.Values[i], 1e-6f, tensor.Name);
            }
        }
    }

    [TestMethod]
    public void Train_EverythingOn_AnyThreadCountSameWeightsBitForBit()
    {
        var table = Tables.Make(300, 6, [5, 9], (x, c) => x[0] + c[0]);
        var description = Tables.Describe(6, [5, 9], new SquaredLoss(), new MlpTrunk { Widths = [70, 33], Dropout = 0.2f });
        var settings = Tables.Settings(epochs: 6) with
        {
            L1Penalty = 1e-4f,
            WeightDecay = 0.01f,
            GradientClipNorm = 1,
            GradientClipValue = 0.5f,
            MaximumNorm = 2,
            Pruning = new MagnitudePruning(),
            WeightAveraging = new ExponentialAveraging(),
            Augmentation = new Augmentation { Mixup = 0.2f, NumericNoise = 0.1f, SwapNoise = 0.1f },
            LearningRateSchedule = new OneCycleSchedule(),
        };
        var expected = NetworkTrainer.Train(description, table, null, settings with { ThreadCount = 1 });
        foreach (var threads in new[] { 2, 3, 4 })
        {
            var actual = NetworkTrainer.Train(description, table, null, settings with { ThreadCount = threads });
            SameBits.AssertWeights(expected, actual, threads);
        }
    }

    [TestMethod]
    public void Validate_OptionOutOfRange_NamesIt()
    {
        foreach (var (settings, message) in new (TrainingSettings, string)[]
        {
            (new() { L1Penalty = -1 }, "L1Penalty is -1"),
            (new() { MaximumNorm = 0 }, "MaximumNorm is 0"),
            (new() { GradientClipValue = float.NaN }, "GradientClipValue is NaN"),
            (new() { Pruning = new MagnitudePruning { Sparsity = 1 } }, "Sparsity is 1"),
            (new() { Pruning = new MagnitudePruning { Start = 0.7f } }, "End is 0.6"),
            (new() { WeightAveraging = new ExponentialAveraging { Decay = 1 } }, "Decay is 1"),
            (new() { WeightAveraging = new StochasticAveraging { Start = -1 } }, "Start is -1"),
            (new() { Augmentation = new Augmentation { Mixup = -1 } }, "Mixup is -1"),
            (new() { Augmentation = new Augmentation { SwapNoise = 1 } }, "SwapNoise is 1"),
            (new() { Checkpoint = new Checkpoint { Path = " " } }, "Checkpoint.Path is empty"),
        })
        {
            StringAssert.Contains(Assert.Throws<ArgumentException>(settings.Validate).Message, message, StringComparison.Ordinal);
        }
    }
}
