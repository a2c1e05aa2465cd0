namespace NeuralTrainers.Networks.Tests;

/// <summary>Networks of several heads, and rows that lack some of their labels.</summary>
internal static class HeadSamples
{
    private static readonly HeadDescription Amount = new() { Name = "amount", OutputCount = 1, Loss = new SquaredLoss() };
    private static readonly HeadDescription Kind = new() { Name = "kind", OutputCount = 3, Loss = new CategoricalCrossEntropyLoss() };
    private static readonly HeadDescription Flag = new() { Name = "flag", OutputCount = 1, Loss = new BinaryCrossEntropyLoss() };

    /// <summary>Lists of heads by a name that says what is special.</summary>
    public static IReadOnlyDictionary<string, HeadDescription[]> All { get; } = new Dictionary<string, HeadDescription[]>(StringComparer.Ordinal)
    {
        ["plain"] = [Amount, Kind, Flag],
        ["weighted"] = [Amount with { Weight = 0.3f }, Kind with { ClassWeights = [1, 2, 0.5f] }, Flag with { Weight = 4, ClassWeights = [0.2f, 2] }],
        ["own layers"] = [Amount with { Trunk = Layers(5) }, Kind with { Trunk = Layers(7, 4) }, Flag],
        ["auxiliary"] = [Amount, Kind with { IsAuxiliary = true }, Flag with { IsAuxiliary = true }],
        ["conditioned"] =
        [
            Amount with { ConditionedOn = ["flag", "kind"] }, Kind with { ConditionedOn = ["flag"], Trunk = Layers(5) }, Flag with { IsAuxiliary = true },
        ],
    };

    /// <summary>The data of a test method: names.</summary>
    public static IEnumerable<object[]> Names() => All.Keys.Select(name => new object[] { name });

    public static NetworkDescription Describe(params HeadDescription[] heads) => new()
    {
        Input = new InputDescription
        {
            NumericCount = 4,
            Embeddings = [new EmbeddingDescription { Column = "c", Table = "c", Cardinality = 3, Dimension = 2 }],
        },
        Trunk = new MlpTrunk { Widths = [8], Activation = Activation.Tanh, Dropout = 0 },
        Heads = heads,
    };

    /// <summary>Rows with an amount, one of three kinds, and a flag.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="missing">The share of labels that are missing.</param>
    /// <param name="seed">Of the rows.</param>
    public static TrainingTable Table(int rows, float missing = 0.3f, ulong seed = 1)
    {
        var random = new RandomStream(seed, 5);
        var batch = new Batch(new TableShape(4, false, 1, 3), rows);
        for (var row = 0; row < rows; row++)
        {
            var numerics = batch.NumericRow(batch.AddRow());
            foreach (ref var value in numerics)
            {
                value = random.NextGaussian();
            }

            var category = 1 + random.NextInt32(3);
            batch.CategoryRow(row)[0] = category;
            batch.Weights[row] = 0.5f + random.NextFloat();
            float[] labels = [numerics[0] + category, numerics[1] > 0.5f ? 2 : numerics[2] > 0 ? 1 : 0, numerics[3] + category > 2 ? 1 : 0];
            for (var i = 0; i < labels.Length; i++)
            {
                batch.TargetRow(row)[i] = random.NextFloat() < missing ? float.NaN : labels[i];
            }
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }

    private static MlpTrunk Layers(params int[] widths) => new() { Widths = widths, Activation = Activation.Tanh, Dropout = 0 };
}
