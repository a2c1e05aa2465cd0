using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>The networks that are timed, and random tables for them.</summary>
internal static class Subjects
{
    public const int SparseSlots = 100_000;
    public const int SparseEntries = 50;

    public static NetworkDescription Mlp => Describe(new InputDescription { NumericCount = 64 }, Layers(256, 256));

    public static NetworkDescription Residual => Describe(
        new InputDescription { NumericCount = 64 },
        new ResidualTrunk { Widths = [192, 192], HiddenFactor = 2, Dropout = 0.15f, ResidualDropout = 0.15f });

    public static NetworkDescription Embedding => Describe(
        new InputDescription
        {
            NumericCount = 16,
            Embeddings = [.. Enumerable.Range(0, 10).Select(i => new EmbeddingDescription
            {
                Column = $"c{i}",
                Table = $"c{i}",
                Cardinality = 1000,
                Dimension = 16,
            })],
        },
        Layers(256, 256));

    public static NetworkDescription Sparse => Describe(new InputDescription { NumericCount = SparseSlots, IsSparse = true }, Layers(128));

    /// <summary>A network with one regression head.</summary>
    public static NetworkDescription Describe(InputDescription input, Trunk trunk) => new()
    {
        Input = input,
        Trunk = trunk,
        Heads = [new HeadDescription { Name = "y", OutputCount = 1, Loss = new SquaredLoss() }],
    };

    /// <summary>Random rows for a network with one regression head.</summary>
    public static TrainingTable Table(NetworkDescription network, int rows)
    {
        var random = new RandomStream(1, 1);
        var batch = new Batch(TableShape.Of(network, withTargets: true), 1);
        var table = new TrainingTable(batch.Shape);
        for (var row = 0; row < rows; row++)
        {
            batch.Clear();
            batch.AddRow();
            FillFeatures(network, random, batch);
            batch.TargetRow(0)[0] = random.NextGaussian();
            table.Append(batch);
        }

        return table;
    }

    private static void FillFeatures(NetworkDescription network, RandomStream random, Batch batch)
    {
        if (network.Input.IsSparse)
        {
            var slots = new SortedSet<int>();
            while (slots.Count < SparseEntries)
            {
                slots.Add(random.NextInt32(SparseSlots));
            }

            batch.SetSparseRow([.. slots], [.. slots.Select(_ => random.NextGaussian())]);
        }
        else
        {
            foreach (ref var value in batch.NumericRow(0))
            {
                value = random.NextGaussian();
            }
        }

        for (var column = 0; column < network.Input.Embeddings.Count; column++)
        {
            batch.CategoryRow(0)[column] = 1 + random.NextInt32(network.Input.Embeddings[column].Cardinality);
        }
    }

    private static MlpTrunk Layers(params int[] widths) => new() { Widths = widths, Dropout = 0 };
}
