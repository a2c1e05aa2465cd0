using System.Globalization;

namespace NeuralTrainers.Torch.Tests;

/// <summary>The same network on both backends.</summary>
internal static class BackendPair
{
    private const int Steps = 20;

    /// <summary>Takes 20 steps on both, and fails where losses are further apart than 1e-4 or scores after them than 1e-5.</summary>
    /// <param name="description">The network, without random choices in training.</param>
    /// <param name="table">The rows, in batches of a third of them.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="step">What the loop decides of a step beside its number.</param>
    public static void AssertSame(
        NetworkDescription description, TrainingTable table, TrainingSettings? settings = null, Func<int, TrainingStep>? step = null)
    {
        settings = (settings ?? new TrainingSettings()) with { BatchSize = (table.RowCount + 2) / 3, CategoryMaskRate = 0, ThreadCount = 1 };
        var fitted = FittedInput.Of(description, table);
        var weights = WeightInitializer.Create(fitted.Description, 5, fitted.Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));
        var managed = Run(new ManagedBackend(), fitted.Description, weights, table, settings, step);
        var torch = Run(TorchBackend.Cpu(), fitted.Description, weights, table, settings, step);
        AssertClose(managed.FirstOutputs, torch.FirstOutputs, 1e-5f, "score before training");
        AssertClose(managed.Losses, torch.Losses, 1e-4f, "loss of step");
        AssertClose(managed.Norms, torch.Norms, 1e-3f, "gradient norm of step");
    }

    public static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> actual, float tolerance, string what)
    {
        Assert.HasCount(expected.Count, actual);
        for (var i = 0; i < expected.Count; i++)
        {
            var allowed = tolerance * (1 + Math.Abs(expected[i]));
            Assert.IsTrue(
                Math.Abs(expected[i] - actual[i]) <= allowed,
                string.Create(CultureInfo.InvariantCulture, $"{what} [{i}]: {expected[i]} on the managed engine, {actual[i]} on libtorch."));
        }
    }

    private static (float[] FirstOutputs, float[] Losses, float[] Norms) Run(
        ITrainingBackend backend,
        NetworkDescription description,
        NetworkWeights weights,
        TrainingTable table,
        TrainingSettings settings,
        Func<int, TrainingStep>? step)
    {
        step ??= number => new TrainingStep(number, settings.LearningRate, Measure: number == Steps - 1);
        using var session = backend.Open(description, weights, settings);
        var first = new float[settings.BatchSize * description.Heads.Sum(head => head.OutputCount)];
        int[] rows = [.. Enumerable.Range(0, settings.BatchSize)];
        session.Evaluate(table, rows, first, new float[rows.Length * table.Shape.TargetCount], new float[rows.Length]);
        var (losses, norms) = (new List<float>(), new List<float>());
        for (var number = 0; number < Steps; number++)
        {
            int[] batch = [.. Enumerable.Range(0, settings.BatchSize).Select(i => ((number * settings.BatchSize) + i) % table.RowCount)];
            session.Train(table, settings.Optimizer.IsFullBatch ? [.. Enumerable.Range(0, table.RowCount)] : batch, step(number));
            var statistics = session.TakeStatistics();
            losses.Add((float)statistics.MeanLoss);
            norms.Add((float)statistics.MeanGradientNorm);
        }

        return (first, [.. losses], [.. norms]);
    }
}
