namespace NeuralTrainers.Networks.Tests;

/// <summary>Two tasks for one small trunk, made so that fixed weights serve one of them badly.</summary>
[TestClass]
public class LossWeightingTests
{
    [TestMethod]
    public void Uncertainty_TasksOfDifferentNoise_LearnsBothVariancesAndFavoursTheQuietTask()
    {
        // Deviations .1 and 10 around different curves.
        var (train, test) = (Noisy(2000, seed: 1), Noisy(1000, seed: 2));

        ulong[] seeds = [1, 2, 3];
        TrainedNetwork[] fixedWeights = [.. seeds.Select(seed => Train(train, test, LossWeighting.Fixed, seed))];
        TrainedNetwork[] uncertainty = [.. seeds.Select(seed => Train(train, test, new UncertaintyWeighting(), seed))];

        var last = uncertainty[0].History.Epochs[^1].Heads;
        Assert.AreEqual(last["a"].TrainingLoss, Math.Exp(last["a"].LogVariance!.Value), 0.3 * last["a"].TrainingLoss);
        Assert.IsLessThan(0.05, last["a"].TrainingLoss);
        Assert.AreEqual(Math.Log(100), last["b"].LogVariance!.Value, 0.3);
        Assert.AreEqual(Math.Exp(-last["a"].LogVariance!.Value) / 2, last["a"].Weight, 1e-9);
        Assert.IsLessThan(0.75 * fixedWeights.Average(network => Loss(network, "a")), uncertainty.Average(network => Loss(network, "a")));
        Assert.IsLessThan(1.02 * fixedWeights.Average(network => Loss(network, "b")), uncertainty.Average(network => Loss(network, "b")));
    }

    [TestMethod]
    public void GradNorm_TasksOfDifferentScale_EvensThemOut() => AssertHelpsTheSmallTask(new GradNormWeighting { Alpha = 0.5f });

    [TestMethod]
    public void MovingAverage_TasksOfDifferentScale_EvensThemOut() => AssertHelpsTheSmallTask(new MovingAverageWeighting());

    [TestMethod]
    public void Train_LossThatCanBeNegative_NamesHead()
    {
        var description = Describe();
        description = description with { Heads = [description.Heads[0], new HeadDescription { Name = "b", OutputCount = 2, Loss = new GaussianLoss() }] };

        var message = Assert.Throws<ArgumentException>(
            () => NetworkTrainer.Train(description, Scaled(20, seed: 1), null, Settings(new UncertaintyWeighting()))).Message;

        Assert.Contains("'b'", message);
        Assert.Contains("GaussianLoss", message);
    }

    [TestMethod]
    public void Validate_OutOfRange_NamesTheProperty()
    {
        AssertNames("LearningRate", new UncertaintyWeighting { LearningRate = 0 });
        AssertNames("LearningRate", new GradNormWeighting { LearningRate = float.NaN });
        AssertNames("Alpha", new GradNormWeighting { Alpha = -1 });
        AssertNames("Decay", new MovingAverageWeighting { Decay = 1 });

        static void AssertNames(string property, LossWeighting weighting) =>
            Assert.Contains(property, Assert.Throws<ArgumentException>(() => Settings(weighting).Validate()).Message);
    }

    [TestMethod]
    public void Validate_WeightingThatChangesWithFullBatches_SaysWhy()
    {
        var settings = Settings(new MovingAverageWeighting()) with { Optimizer = new Lbfgs(), GradientClipNorm = null };

        Assert.Contains("LossWeighting does not go with Lbfgs", Assert.Throws<ArgumentException>(settings.Validate).Message);
    }

    private static void AssertHelpsTheSmallTask(LossWeighting weighting)
    {
        // The second label is as learnable as the first, and thirty times as large.
        var (train, test) = (Scaled(1000, seed: 1), Scaled(500, seed: 2));

        ulong[] seeds = [1, 2, 3, 4, 5];
        var fixedWeights = seeds.Select(seed => Loss(Train(train, test, LossWeighting.Fixed, seed), "a"));
        TrainedNetwork[] balanced = [.. seeds.Select(seed => Train(train, test, weighting, seed))];

        Assert.IsLessThan(0.5 * fixedWeights.Average(), balanced.Average(network => Loss(network, "a")));
        Assert.IsTrue(balanced.Select(network => network.History.Epochs[^1].Heads).All(last => last["a"].Weight > 10 * last["b"].Weight));
    }

    private static double Loss(TrainedNetwork network, string head) => network.History.Epochs[^1].Heads[head].ValidationLoss!.Value;

    private static TrainedNetwork Train(TrainingTable train, TrainingTable test, LossWeighting weighting, ulong seed = 1) =>
        NetworkTrainer.Train(Describe(), train, test, Settings(weighting) with { Seed = seed });

    private static TrainingSettings Settings(LossWeighting weighting) => new()
    {
        MaximumEpochs = 30,
        EarlyStopping = null,
        BatchSize = 32,
        LearningRate = 3e-3f,
        Seed = 1,
        ThreadCount = 1,
        GradientClipNorm = 1,
        LossWeighting = weighting,
    };

    private static NetworkDescription Describe() => new()
    {
        Input = new InputDescription { NumericCount = 2 },
        Trunk = new MlpTrunk { Widths = [6], Activation = Activation.Tanh, Dropout = 0 },
        Heads =
        [
            new HeadDescription { Name = "a", OutputCount = 1, Loss = new SquaredLoss() },
            new HeadDescription { Name = "b", OutputCount = 1, Loss = new SquaredLoss() },
        ],
    };

    private static TrainingTable Noisy(int rows, ulong seed) => Make(
        rows, seed, (x, random) => (MathF.Sin(2 * x[0]) + (0.1f * random.NextGaussian()), MathF.Cos(2 * x[1]) + (10 * random.NextGaussian())));

    private static TrainingTable Scaled(int rows, ulong seed) => Make(
        rows, seed, (x, random) => (MathF.Sin(2 * x[0]) + (0.05f * random.NextGaussian()), 30 * (MathF.Sin(2 * x[1]) + (0.05f * random.NextGaussian()))));

    private static TrainingTable Make(int rows, ulong seed, Func<float[], RandomStream, (float A, float B)> labels)
    {
        var random = new RandomStream(seed, 31);
        var batch = new Batch(TableShape.Of(Describe(), withTargets: true), rows);
        for (var row = 0; row < rows; row++)
        {
            float[] x = [random.NextGaussian(), random.NextGaussian()];
            x.CopyTo(batch.NumericRow(batch.AddRow()));
            (batch.TargetRow(row)[0], batch.TargetRow(row)[1]) = labels(x, random);
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }
}
