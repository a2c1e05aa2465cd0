namespace NeuralTrainers.Networks.Tests;

/// <summary>What every kind of dual block must do.</summary>
[TestClass]
public class DualBlockContractTests
{
    [TestMethod]
    [DynamicData(nameof(DualBlockSamples.Names), typeof(DualBlockSamples))]
    public void Backward_EachCombination_MatchesDifferenceQuotient(string name)
    {
        var description = DualBlockSamples.All[name];
        GradientCheck.Run(description, DualBlockSamples.Table(description, 9));
    }

    [TestMethod]
    [DynamicData(nameof(DualBlockSamples.Names), typeof(DualBlockSamples))]
    public void Train_OneToFourThreads_SameWeightsBitForBit(string name)
    {
        var expected = Train(name, threads: 1);
        foreach (var threads in new[] { 2, 3, 4 })
        {
            var actual = Train(name, threads);
            SameBits.AssertWeights(expected, actual, threads);

            Assert.AreEqual(expected.History.Epochs[^1].TrainingLoss, actual.History.Epochs[^1].TrainingLoss);
        }
    }

    [TestMethod]
    [DynamicData(nameof(DualBlockSamples.Names), typeof(DualBlockSamples))]
    public void Load_SavedNetwork_SameDescriptionWeightsAndScores(string name)
    {
        var network = Train(name, threads: 2);
        var (description, weights) = Save(network);

        var loaded = TrainedNetwork.Load(new MemoryStream(description), new MemoryStream(weights));

        var again = Save(loaded);
        CollectionAssert.AreEqual(description, again.Description);
        CollectionAssert.AreEqual(weights, again.Weights);
        CollectionAssert.AreEqual(Scores(network, 200), Scores(loaded, 200));
    }

    [TestMethod]
    [DynamicData(nameof(DualBlockSamples.Names), typeof(DualBlockSamples))]
    public void Run_MissingPreviousValue_ScoresAreThoseOfTheChangeBlock(string name)
    {
        var network = Train(name, threads: 1);
        var table = DualBlockSamples.Table(network.Description, 50);
        var session = network.CreateScorer().CreateSession(50);
        DualBlockSamples.Show(session, table);

        session.Run();

        for (var row = 0; row < 50; row++)
        {
            var isMissing = float.IsNaN(session.Input.PreviousRow(row)[0]);
            Assert.AreEqual(isMissing, session.Outputs(1, row)[0] == 0, $"row {row}");
            if (isMissing)
            {
                Same(session.Outputs(2, row).ToArray(), session.Outputs(0, row).ToArray());
            }
        }

        static void Same(float[] expected, float[] actual) => BackendProbe.AssertClose(expected, actual, 1e-6f, "score");
    }

    [TestMethod]
    [DynamicData(nameof(DualBlockSamples.Names), typeof(DualBlockSamples))]
    public void Run_RowWithoutFiniteFeature_AllScoresAreNaN(string name)
    {
        var network = Train(name, threads: 1);
        var session = network.CreateScorer().CreateSession(2);
        DualBlockSamples.Show(session, DualBlockSamples.Table(network.Description, 2));
        session.Input.NumericRow(1)[0] = float.NaN;

        session.Run();

        for (var output = 0; output < 3; output++)
        {
            Assert.IsTrue(session.Outputs(output, 0).ToArray().All(float.IsFinite));
            Assert.IsTrue(session.Outputs(output, 1).ToArray().All(float.IsNaN));
        }
    }

    [TestMethod]
    [DynamicData(nameof(DualBlockSamples.Names), typeof(DualBlockSamples))]
    public void Run_OneRowAndManyRows_SameBitsAndNoAllocation(string name)
    {
        var network = Train(name, threads: 1);
        var many = Scores(network, 300);
        var one = network.CreateScorer().CreateSession(1);
        var table = DualBlockSamples.Table(network.Description, 1);
        DualBlockSamples.Show(one, table);
        one.Run();
        CollectionAssert.AreEqual(many[..one.Outputs(0).Length], one.Outputs(0).ToArray());

        var before = GC.GetAllocatedBytesForCurrentThread();
        one.Run();
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static TrainedNetwork Train(string name, int threads)
    {
        var description = DualBlockSamples.All[name];
        return NetworkTrainer.Train(
            description, DualBlockSamples.Table(description, 300), null, Tables.Settings(epochs: 2) with { ThreadCount = threads, BatchSize = 130, CategoryMaskRate = 0.1f });
    }

    private static float[] Scores(TrainedNetwork network, int rows)
    {
        var session = network.CreateScorer().CreateSession(rows);
        DualBlockSamples.Show(session, DualBlockSamples.Table(network.Description, rows));
        session.Run();
        return session.Outputs(0).ToArray();
    }

    private static (byte[] Description, byte[] Weights) Save(TrainedNetwork network)
    {
        using var description = new MemoryStream();
        using var weights = new MemoryStream();
        network.Save(description, weights);
        return (description.ToArray(), weights.ToArray());
    }
}
