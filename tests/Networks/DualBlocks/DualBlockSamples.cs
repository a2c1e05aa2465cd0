namespace NeuralTrainers.Networks.Tests;

/// <summary>Small networks with a dual block of every kind, and rows for them.</summary>
internal static class DualBlockSamples
{
    private const int Classes = 3;

    private static readonly MlpTrunk Tanh = new() { Widths = [5], Activation = Activation.Tanh, Dropout = 0 };

    public static IEnumerable<object[]> Names => All.Keys.Select(name => new object[] { name });

    public static IReadOnlyDictionary<string, NetworkDescription> All { get; } = new Dictionary<string, NetworkDescription>(StringComparer.Ordinal)
    {
        ["mixture"] = OfClasses(new DualBlockDescription { PreviousColumn = "before" }),
        ["mixture, previous class not read"] = OfClasses(new DualBlockDescription { PreviousColumn = "before", PreviousIsFeature = false }, embedded: false),
        ["mixture, embeddings of their own"] = OfClasses(
            new DualBlockDescription { PreviousColumn = "before", Blocks = Blocks with { ShareEmbeddings = false } }),
        ["mixture, shared trunk"] = OfClasses(new DualBlockDescription { PreviousColumn = "before", InitialProbability = 0.8f }) with { Trunk = Tanh with { Widths = [6] } },
        ["mixture, ensembles"] = OfClasses(new DualBlockDescription { PreviousColumn = "before" }) with { Trunk = Ensemble },
        ["soft, ensembles"] = OfNumbers(new DualBlockDescription { PreviousColumn = "before", PersistenceLossWeight = 1, Tolerance = 0.3f }) with { Trunk = Ensemble },
        ["soft"] = OfNumbers(new DualBlockDescription { PreviousColumn = "before" }),
        ["soft, previous number not read"] = OfNumbers(new DualBlockDescription { PreviousColumn = "before", PreviousIsFeature = false }),
        ["soft, persistence loss"] = OfNumbers(new DualBlockDescription { PreviousColumn = "before", Tolerance = 0.4f, PersistenceLossWeight = 2, InitialProbability = 0.7f }),
        ["threshold"] = OfNumbers(new DualBlockDescription { PreviousColumn = "before", Threshold = new PersistenceThreshold { Initial = 0.4f } }),
        ["threshold per category"] = OfNumbers(
            new DualBlockDescription { PreviousColumn = "before", Threshold = new PersistenceThreshold { RegionColumn = "region", Temperature = 1 } }),
        ["learned regions"] = OfNumbers(
            new DualBlockDescription { PreviousColumn = "before", Threshold = new PersistenceThreshold { LearnedRegions = 2 }, PersistenceLossWeight = 0.5f }),
    };

    private static BatchEnsembleTrunk Ensemble => new() { Members = 3, Widths = [4], Activation = Activation.Tanh, Dropout = 0 };

    private static DualBlockArchitecture Blocks => new() { Persistence = Tanh with { Widths = [4] }, Change = Tanh };

    /// <summary>Rows whose label is often the previous value, of which some are missing, with uneven weights.</summary>
    public static TrainingTable Table(NetworkDescription description, int rows)
    {
        var random = new RandomStream(3, 50);
        var isClass = description.Heads[0].Loss.Target == TargetKind.Multiclass;
        var batch = new Batch(TableShape.Of(description, withTargets: true), rows);
        batch.AddRows(rows);
        for (var row = 0; row < rows; row++)
        {
            var numerics = batch.NumericRow(row);
            (numerics[0], numerics[1]) = (random.NextGaussian(), random.NextGaussian());
            var before = isClass ? random.NextInt32(Classes) : random.NextGaussian();
            var isMissing = random.NextInt32(5) == 0;
            var fresh = isClass ? random.NextInt32(Classes) : numerics[0] + 1;
            batch.PreviousRow(row)[0] = isMissing ? float.NaN : before;
            batch.CategoryRow(row)[0] = 1 + random.NextInt32(2);
            if (description.Input.Embeddings.Count > 1)
            {
                batch.CategoryRow(row)[1] = isMissing ? 0 : (int)before + 1;
            }

            batch.TargetRow(row)[0] = random.NextInt32(2) == 0 ? before : fresh;
            batch.Weights[row] = 0.5f + random.NextFloat();
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }

    /// <summary>Puts all rows of a table into a session's input.</summary>
    public static void Show(ScoringSession session, TrainingTable table)
    {
        var batch = new Batch(table.Shape, table.RowCount);
        table.Read([.. Enumerable.Range(0, table.RowCount)], batch);
        session.Input.Clear();
        session.Input.AddRows(batch.Count);
        batch.Numerics.CopyTo(session.Input.Numerics);
        batch.Categories.CopyTo(session.Input.Categories);
        batch.Previous.CopyTo(session.Input.Previous);
    }

    private static NetworkDescription OfClasses(DualBlockDescription block, bool embedded = true) =>
        Describe(new HeadDescription { Name = "y", OutputCount = Classes, Loss = new CategoricalCrossEntropyLoss() }, block, embedded);

    private static NetworkDescription OfNumbers(DualBlockDescription block) =>
        Describe(new HeadDescription { Name = "y", OutputCount = 1, Loss = new SquaredLoss(), TargetMean = 0.3f, TargetScale = 1.2f }, block, embedded: false);

    private static NetworkDescription Describe(HeadDescription head, DualBlockDescription block, bool embedded) => new()
    {
        Input = new InputDescription
        {
            NumericCount = 2,
            Embeddings =
            [
                new EmbeddingDescription { Column = "region", Table = "region", Cardinality = 2, Dimension = 2 },
                .. embedded ? [new EmbeddingDescription { Column = "before", Table = "before", Cardinality = Classes, Dimension = 3 }] : Array.Empty<EmbeddingDescription>(),
            ],
        },
        Trunk = new MlpTrunk { Widths = [], Dropout = 0 },
        Heads = [head with { DualBlock = block with { Blocks = block.Blocks.ShareEmbeddings ? Blocks : block.Blocks } }],
    };
}
