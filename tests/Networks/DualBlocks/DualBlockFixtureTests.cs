namespace NeuralTrainers.Networks.Tests;

/// <summary>Holds dual blocks against the numbers that PyTorch computes. Uses a backend's public face only, so that it fits every backend.</summary>
public abstract class DualBlockFixtureTests
{
    private const int Classes = 5;

    private readonly Fixture _fixture = Fixture.Load("dual-blocks");

    protected abstract ITrainingBackend Backend { get; }

    private static MlpTrunk None => new() { Widths = [], Dropout = 0 };

    public static IEnumerable<object[]> Cases() =>
    [
        ["mixture", new DualBlockDescription { PreviousColumn = "before", PreviousIsFeature = false }],
        ["soft", Numbers(null)],
        ["threshold", Numbers(new PersistenceThreshold())],
        ["gates", Numbers(new PersistenceThreshold { LearnedRegions = 3 })],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Train_EachCombination_HasPyTorchsLossAndGradient(string name, DualBlockDescription block)
    {
        var (description, weights, table) = HandThrough(name, block);

        var (gradients, meanLoss) = new BackendProbe(Backend).Step(description, weights, table);

        BackendProbe.AssertClose(_fixture.Values($"{name}/loss"), [(float)meanLoss], 1e-6f, "loss");
        var width = _fixture.Shape($"{name}/raw")[1];
        BackendProbe.AssertClose(_fixture.Values($"{name}/gradient"), gradients["input.embedding.row.weight"].Values[width..], 2e-6f, "gradient");
        if (block.Threshold is not null)
        {
            BackendProbe.AssertClose(_fixture.Values($"{name}/thresholdGradient"), gradients["head.y.threshold"].Values, 2e-6f, "threshold");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Run_EachCombination_HasPyTorchsScores(string name, DualBlockDescription block)
    {
        var (description, weights, table) = HandThrough(name, block);
        var history = new TrainingHistory { Epochs = [], BestEpoch = 0, StopReason = StopReason.MaximumEpochs, Message = string.Empty };
        var session = new TrainedNetwork(description, weights, history).CreateScorer().CreateSession(table.RowCount);
        DualBlockSamples.Show(session, table);

        session.Run();

        BackendProbe.AssertClose(_fixture.Values($"{name}/scores"), session.Outputs(0).ToArray(), 2e-6f, "scores");
        BackendProbe.AssertClose(_fixture.Values($"{name}/probability"), session.Outputs(1).ToArray(), 1e-6f, "probability");
        BackendProbe.AssertClose(_fixture.Values($"{name}/change"), session.Outputs(2).ToArray(), 2e-6f, "change");
    }

    private static DualBlockDescription Numbers(PersistenceThreshold? threshold) => new()
    {
        PreviousColumn = "before",
        PreviousIsFeature = false,
        Threshold = threshold,
        Tolerance = 0.25f,
        PersistenceLossWeight = 0.5f,
    };

    // Each row looks up a vector of its own whose parts the layers hand through as the blocks' outputs.
    private (NetworkDescription Description, NetworkWeights Weights, TrainingTable Table) HandThrough(string name, DualBlockDescription block)
    {
        var isClass = name == "mixture";
        var (rows, width) = (_fixture.Shape($"{name}/raw")[0], _fixture.Shape($"{name}/raw")[1]);
        var outputs = isClass ? Classes : 1;
        var description = new NetworkDescription
        {
            Input = new InputDescription { Embeddings = [new EmbeddingDescription { Column = "row", Table = "row", Cardinality = rows, Dimension = width }] },
            Trunk = None,
            Heads =
            [
                new HeadDescription
                {
                    Name = "y",
                    OutputCount = outputs,
                    Loss = isClass ? new CategoricalCrossEntropyLoss() : new SquaredLoss(),
                    TargetMean = isClass ? 0 : 1.5f,
                    TargetScale = isClass ? 1 : 0.75f,
                    DualBlock = block with { Blocks = new DualBlockArchitecture { Persistence = None, Change = None } },
                },
            ],
        };
        List<WeightTensor> weights =
        [
            new("input.embedding.row.weight", [rows + 1, width], [.. new float[width], .. _fixture.Values($"{name}/raw")]),
            .. Layer("head.y.persistence", first: 0, 1),
            .. Layer("head.y.change", first: 1, outputs),
        ];
        if (block.Threshold is { LearnedRegions: var gates })
        {
            weights.AddRange(gates > 0 ? Layer("head.y.threshold.gates", first: 2, gates) : []);
            weights.Add(new WeightTensor("head.y.threshold", [Math.Max(gates, 1)], _fixture.Values($"{name}/thresholds")));
        }

        return (description, new NetworkWeights(weights), Table(name, description));

        WeightTensor[] Layer(string layer, int first, int count) =>
        [
            new($"{layer}.weight", [count, width], [.. Enumerable.Range(0, count * width).Select(i => i % width == first + (i / width) ? 1f : 0f)]),
            new($"{layer}.bias", [count], new float[count]),
        ];
    }

    private TrainingTable Table(string name, NetworkDescription description)
    {
        var previous = _fixture.Values($"{name}/previous");
        var missing = name == "mixture" ? [.. previous.Select(value => value < 0 ? 1f : 0f)] : _fixture.Values($"{name}/missing");
        var batch = new Batch(TableShape.Of(description, withTargets: true), previous.Length);
        batch.AddRows(previous.Length);
        for (var row = 0; row < previous.Length; row++)
        {
            batch.CategoryRow(row)[0] = row + 1;
            batch.PreviousRow(row)[0] = missing[row] == 1 ? float.NaN : previous[row];
        }

        _fixture.Values($"{name}/labels").CopyTo(batch.Targets);
        _fixture.Values("rowWeights").CopyTo(batch.Weights);
        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }
}
