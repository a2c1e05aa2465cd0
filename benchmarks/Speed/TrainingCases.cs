using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>One training step: batch, forward, backward, AdamW.</summary>
internal static class TrainingCases
{
    private const int TableRows = 32_768;

    public static IEnumerable<SpeedCase> All(int threads)
    {
        yield return Of("train.mlp.256", Subjects.Mlp, 256, threads) with { Flops = 256 * Flops(64 * 256, (256 * 256) + 256) };
        yield return Of("train.mlp.4096", Subjects.Mlp, 4096, threads) with { Flops = 4096 * Flops(64 * 256, (256 * 256) + 256) };
        yield return Of("train.residual.256", Subjects.Residual, 256, threads) with { Flops = 256 * Flops(64 * 192, (4 * 192 * 384) + 192) };
        yield return Of("train.embedding.256", Subjects.Embedding, 256, threads) with { Flops = 256 * Flops(16 * 256, (160 * 256) + (256 * 256) + 256) };
        yield return Of("train.sparse.256", Subjects.Sparse, 256, threads);
    }

    /// <summary>Of a row in a step. Backward costs twice the forward products, but for weights of the features, by which no gradient is needed.</summary>
    public static double Flops(int featureWeights, int otherWeights) => 2d * ((2 * featureWeights) + (3 * otherWeights));

    private static SpeedCase Of(string name, NetworkDescription network, int batchSize, int threads) =>
        new(name, () => Prepare(network, batchSize, threads)) { Rows = batchSize };

    private static Prepared Prepare(NetworkDescription network, int batchSize, int threads)
    {
        var table = Subjects.Table(network, TableRows);
        var settings = new TrainingSettings { BatchSize = batchSize, ThreadCount = threads, WeightDecay = 0.01f, CategoryMaskRate = 0 };
        var weights = WeightInitializer.Create(network, settings.Seed, new Dictionary<string, float[]>(), settings.InitialTensors);
        var session = new ManagedBackend().Open(network, weights, settings);
        int[] order = [.. Enumerable.Range(0, TableRows)];
        new RandomStream(1, 2).Shuffle(order);
        var step = 0;
        return new Prepared(
            () =>
            {
                var start = step * batchSize % TableRows;
                session.Train(table, order.AsSpan(start, batchSize), new TrainingStep(step++, 1e-4f));
            },
            session);
    }
}
