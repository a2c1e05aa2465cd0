namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class DualBlockDescriptionTests
{
    public static IEnumerable<object[]> Mistakes() =>
    [
        [Numbers(new SquaredLoss(), new DualBlockDescription { PreviousColumn = string.Empty }), "names no column of previous values"],
        [Numbers(new PinballLoss(), Block), "PinballLoss"],
        [Numbers(new GaussianLoss(), Block), "GaussianLoss"],
        [Numbers(new PoissonLoss(), Block), "PoissonLoss"],
        [Numbers(new BinaryCrossEntropyLoss(), Block), "BinaryCrossEntropyLoss"],
        [Numbers(new SquaredLoss(), Block with { Tolerance = -1 }), "Tolerance is -1"],
        [Numbers(new SquaredLoss(), Block with { PersistenceLossWeight = float.NaN }), "PersistenceLossWeight is NaN"],
        [Numbers(new SquaredLoss(), Block with { InitialProbability = 0 }), "InitialProbability is 0"],
        [Numbers(new SquaredLoss(), Block with { Threshold = new PersistenceThreshold { Initial = 1 } }), "Initial is 1"],
        [Numbers(new SquaredLoss(), Block with { Threshold = new PersistenceThreshold { Temperature = 0 } }), "Temperature is 0"],
        [Numbers(new SquaredLoss(), Block with { Threshold = new PersistenceThreshold { LearnedRegions = 1 } }), "LearnedRegions is 1"],
        [Numbers(new SquaredLoss(), Block with { Threshold = new PersistenceThreshold { LearnedRegions = 2, RegionColumn = "region" } }), "exclude each other"],
        [Numbers(new SquaredLoss(), Block with { Threshold = new PersistenceThreshold { RegionColumn = "nowhere" } }), "'nowhere'"],
        [Classes(new CategoricalHingeLoss(), Block with { PreviousColumn = "region" }), "CategoricalHingeLoss"],
        [Classes(new CategoricalCrossEntropyLoss(), Block), "no embedding of column 'before'"],
        [Classes(new CategoricalCrossEntropyLoss(), Block with { PreviousColumn = "region", Tolerance = 1 }), "Tolerance"],
        [Classes(new CategoricalCrossEntropyLoss(), Block with { PreviousColumn = "region", Threshold = new PersistenceThreshold() }), "Threshold"],
        [
            Numbers(new SquaredLoss(), Block with { Blocks = new DualBlockArchitecture { ShareEmbeddings = false } }) with { Trunk = new MlpTrunk() },
            "ShareEmbeddings"
        ],
        [Numbers(new SquaredLoss(), Block with { Blocks = new DualBlockArchitecture { Change = new MlpTrunk { Widths = [0] } } }), "Widths is 0"],
    ];

    private static DualBlockDescription Block => new() { PreviousColumn = "before" };

    [TestMethod]
    [DynamicData(nameof(Mistakes))]
    public void Validate_Mistake_NamesItAndTheValue(NetworkDescription description, string expected)
    {
        ArgumentNullException.ThrowIfNull(description);
        Assert.Contains(expected, Assert.Throws<ArgumentException>(description.Validate).Message);
    }

    [TestMethod]
    public void Train_PreviousValueNeverMissing_ChangeBlockLearnsToSpeakAlone()
    {
        var description = DualBlockSamples.All["mixture"];
        var table = Stayers(description);

        var network = NetworkTrainer.Train(description, table, null, Tables.Settings(epochs: 30) with { CategoryMaskRate = 0.2f });

        // A row alone, whose previous class is missing: half of all rows are of class 0.
        var session = network.CreateScorer().CreateSession(1);
        session.Input.AddRow();
        session.Input.CategoryRow(0)[0] = 1;
        session.Run();
        Assert.AreEqual(0.5f, session.Outputs(0)[0], 0.06f);
        Assert.AreEqual(0.25f, session.Outputs(0)[1], 0.06f);
    }

    // Class 0 for half of the rows, 1 and 2 for a quarter each; all but a tenth stay.
    private static TrainingTable Stayers(NetworkDescription description)
    {
        var random = new RandomStream(5, 60);
        var batch = new Batch(TableShape.Of(description, withTargets: true), 2000);
        batch.AddRows(2000);
        for (var row = 0; row < batch.Count; row++)
        {
            var before = Draw();
            batch.PreviousRow(row)[0] = before;
            batch.CategoryRow(row)[0] = 1;
            batch.CategoryRow(row)[1] = before + 1;
            batch.TargetRow(row)[0] = random.NextInt32(10) == 0 ? Draw() : before;
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;

        int Draw() => Math.Max(random.NextInt32(4) - 1, 0);
    }

    private static NetworkDescription Numbers(Loss loss, DualBlockDescription block) => Describe(loss, loss.OutputsFor(1), block);

    private static NetworkDescription Classes(Loss loss, DualBlockDescription block) => Describe(loss, 3, block);

    private static NetworkDescription Describe(Loss loss, int outputs, DualBlockDescription block) => new()
    {
        Input = new InputDescription
        {
            Embeddings = [new EmbeddingDescription { Column = "region", Table = "region", Cardinality = 3, Dimension = 2 }],
        },
        Trunk = new MlpTrunk { Widths = [] },
        Heads = [new HeadDescription { Name = "y", OutputCount = outputs, Loss = loss, DualBlock = block }],
    };
}
