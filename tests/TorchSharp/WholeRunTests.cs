namespace NeuralTrainers.Torch.Tests;

/// <summary>The training loop above both backends: shuffling, schedules, validation, augmentation.</summary>
[TestClass]
public sealed class WholeRunTests
{
    public static IEnumerable<object[]> Runs() =>
    [
        ["plain", new TrainingSettings()],
        ["schedule", new TrainingSettings { LearningRateSchedule = new OneCycleSchedule() }],
        ["mixed and noisy rows", new TrainingSettings { Augmentation = new Augmentation { Mixup = 0.4f, NumericNoise = 0.05f, SwapNoise = 0.1f } }],
        ["averaged weights", new TrainingSettings { WeightAveraging = new ExponentialAveraging { Decay = 0.9f } }],
        ["pruning", new TrainingSettings { Pruning = new MagnitudePruning { Sparsity = 0.5f } }],
    ];

    [TestMethod]
    [DynamicData(nameof(Runs))]
    public void Train_WithoutDropout_HasTheManagedEnginesHistory(string name, TrainingSettings settings)
    {
        var description = Tables.Describe(4, [3], new SquaredLoss(), new MlpTrunk { Widths = [16], Activation = Activation.Tanh, Dropout = 0 }, standardize: true);
        var (train, validation) = (Tables.Make(200, 4, [3], Label), Tables.Make(50, 4, [3], Label, seed: 2));
        settings = settings with { MaximumEpochs = 8, BatchSize = 32, CategoryMaskRate = 0, ThreadCount = 1, Seed = 4 };

        var managed = NetworkTrainer.Train(description, train, validation, settings);
        var torch = NetworkTrainer.Train(description, train, validation, settings, TorchBackend.Cpu());

        Assert.AreEqual(managed.History.BestEpoch, torch.History.BestEpoch, name);
        BackendPair.AssertClose(Numbers(managed, epoch => epoch.TrainingLoss), Numbers(torch, epoch => epoch.TrainingLoss), 1e-4f, "training loss of epoch");
        BackendPair.AssertClose(
            Numbers(managed, epoch => epoch.ValidationLoss!.Value), Numbers(torch, epoch => epoch.ValidationLoss!.Value), 1e-4f, "validation loss of epoch");
        BackendPair.AssertClose(
            Numbers(managed, epoch => epoch.UpdateToWeightRatio), Numbers(torch, epoch => epoch.UpdateToWeightRatio), 1e-3f, "update ratio of epoch");
        foreach (var tensor in managed.Weights)
        {
            BackendPair.AssertClose(tensor.Values, torch.Weights[tensor.Name].Values, 1e-3f, tensor.Name);
        }
    }

    private static float Label(float[] x, int[] c) => x[0] + (x[1] * x[1]) + c[0];

    private static float[] Numbers(TrainedNetwork network, Func<EpochRecord, double> number) =>
        [.. network.History.Epochs.Select(epoch => (float)number(epoch))];
}
