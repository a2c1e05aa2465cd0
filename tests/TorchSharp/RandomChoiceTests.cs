namespace NeuralTrainers.Torch.Tests;

/// <summary>Dropout and masking draw other numbers than the managed engine does, of the same distributions.</summary>
[TestClass]
public sealed class RandomChoiceTests
{
    private const int Steps = 60;

    public static IEnumerable<object[]> TrunkNames => TrunkSamples.Names();

    public static IEnumerable<object[]> DualBlockNames => DualBlockSamples.Names;

    [TestMethod]
    [DynamicData(nameof(TrunkNames))]
    public void Train_EachTrunkWithItsDropout_HasTheManagedEnginesMeanLoss(string name) => AssertSameMeans(
        Tables.Describe(4, [3, 2], new SquaredLoss(), TrunkSamples.All[name], standardize: true), Tables.Make(1500, 4, [3, 2], (x, c) => x[0] + c[0]));

    [TestMethod]
    [DynamicData(nameof(DualBlockNames))]
    public void Train_EachDualBlockWithHiddenValues_HasTheManagedEnginesMeanLoss(string name) =>
        AssertSameMeans(DualBlockSamples.All[name], DualBlockSamples.Table(DualBlockSamples.All[name], 1500));

    // Over many steps that hardly move the weights.
    private static void AssertSameMeans(NetworkDescription description, TrainingTable table)
    {
        var fitted = FittedInput.Of(description, table);
        var weights = WeightInitializer.Create(fitted.Description, 5, fitted.Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));
        var (managed, torch) = (Means(new ManagedBackend()), Means(TorchBackend.Cpu()));
        Assert.AreEqual(managed.Loss, torch.Loss, 0.01 * managed.Loss, $"loss: {managed.Loss} on the managed engine, {torch.Loss} on libtorch.");
        Assert.AreEqual(managed.Norm, torch.Norm, 0.03 * managed.Norm, $"gradient norm: {managed.Norm} on the managed engine, {torch.Norm} on libtorch.");

        (double Loss, double Norm) Means(ITrainingBackend backend)
        {
            var settings = new TrainingSettings { Optimizer = new Sgd { Momentum = 0 }, BatchSize = table.RowCount, CategoryMaskRate = 0.2f, ThreadCount = 1, Seed = 2 };
            using var session = backend.Open(fitted.Description, weights, settings);
            for (var step = 0; step < Steps; step++)
            {
                session.Train(table, BackendProbe.AllRows(table), new TrainingStep(step, 1e-9f));
            }

            var statistics = session.TakeStatistics();
            return (statistics.MeanLoss, statistics.MeanGradientNorm);
        }
    }
}
