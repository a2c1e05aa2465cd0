namespace NeuralTrainers.Networks.Tests;

/// <summary>What networks of several heads must do, whatever the heads.</summary>
[TestClass]
public class HeadContractTests
{
    public static IEnumerable<object[]> Weightings =>
        from name in HeadSamples.All.Keys
        from weighting in new[] { LossWeighting.Fixed, new UncertaintyWeighting(), new GradNormWeighting(), new MovingAverageWeighting() }
        select new object[] { name, weighting };

    [TestMethod]
    [DataRow("plain")]
    [DataRow("weighted")]
    [DataRow("own layers")]
    [DataRow("auxiliary")]
    public void Backward_MissingLabels_MatchesDifferenceQuotient(string name) =>
        GradientCheck.Run(HeadSamples.Describe(HeadSamples.All[name]), HeadSamples.Table(11));

    [TestMethod]
    [DynamicData(nameof(Weightings))]
    public void Train_OneToFourThreads_SameWeightsBitForBit(string name, LossWeighting weighting)
    {
        var expected = Train(name, weighting, threads: 1);
        foreach (var threads in new[] { 2, 3, 4 })
        {
            var actual = Train(name, weighting, threads);
            SameBits.AssertWeights(expected, actual, threads);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Weightings))]
    public void Train_AfterFirstSteps_AllocatesNothing(string name, LossWeighting weighting)
    {
        var description = HeadSamples.Describe(HeadSamples.All[name]);
        var table = HeadSamples.Table(50);
        var weights = WeightInitializer.Create(
            description, 1, FittedInput.Of(description, table).Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));
        using var session = new ManagedBackend().Open(
            description, weights, new TrainingSettings { BatchSize = 50, ThreadCount = 1, LossWeighting = weighting });
        int[] rows = [.. Enumerable.Range(0, 50)];
        var step = 0;

        Allocations.AssertNone(5, () => session.Train(table, rows, new TrainingStep(step++, 1e-3f)));
    }

    [TestMethod]
    [DynamicData(nameof(HeadSamples.Names), typeof(HeadSamples))]
    public void Run_OneRowAndManyRows_SameScores(string name)
    {
        var scorer = Train(name, LossWeighting.Fixed, threads: 1).CreateScorer();
        var table = HeadSamples.Table(300);
        var many = Scores(scorer.CreateSession(300, threads: 2), scorer.Description.Heads, table, 0, 300);
        var one = scorer.CreateSession(1);
        for (var row = 0; row < 300; row++)
        {
            BackendProbe.AssertClose(many[row], Scores(one, scorer.Description.Heads, table, row, 1)[0], 1e-6f, $"row {row}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(HeadSamples.Names), typeof(HeadSamples))]
    public void Load_SavedNetwork_SameFilesAndScores(string name)
    {
        var network = Train(name, new UncertaintyWeighting(), threads: 2);
        var (description, weights) = Save(network);
        var loaded = TrainedNetwork.Load(new MemoryStream(description), new MemoryStream(weights));

        CollectionAssert.AreEqual(description, Save(loaded).Description);
        CollectionAssert.AreEqual(weights, Save(loaded).Weights);
        var table = HeadSamples.Table(5);
        var (before, after) = (Scores(network.CreateScorer().CreateSession(5), network.Description.Heads, table, 0, 5),
            Scores(loaded.CreateScorer().CreateSession(5), loaded.Description.Heads, table, 0, 5));
        CollectionAssert.AreEqual(before.SelectMany(row => row).ToArray(), after.SelectMany(row => row).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(HeadSamples.Names), typeof(HeadSamples))]
    public void Train_Validated_HistoryHasWhatScoringGives(string name)
    {
        var validation = HeadSamples.Table(60, seed: 2);
        var network = NetworkTrainer.Train(
            HeadSamples.Describe(HeadSamples.All[name]), HeadSamples.Table(200), validation, Tables.Settings(epochs: 2));
        var scores = Scores(network.CreateScorer().CreateSession(60), network.Description.Heads, validation, 0, 60);
        var batch = new Batch(validation.Shape, 60);
        validation.Read([.. Enumerable.Range(0, 60)], batch);
        var (squares, weights) = (0.0, 0.0);
        for (var row = 0; row < 60; row++)
        {
            if (!float.IsNaN(batch.TargetRow(row)[0]))
            {
                squares += batch.Weights[row] * Math.Pow(scores[row][0] - batch.TargetRow(row)[0], 2);
                weights += batch.Weights[row];
            }
        }

        var best = network.History.Epochs[network.History.BestEpoch - 1];
        Assert.AreEqual(squares / weights, best.Heads["amount"].ValidationLoss!.Value, 1e-5);
        Assert.AreEqual(Math.Sqrt(squares / weights), best.Heads["amount"].ValidationMetrics["RootMeanSquaredError"], 1e-5);
        var counted = network.Description.Heads.Where(head => !head.IsAuxiliary).Sum(head => head.Weight * best.Heads[head.Name].ValidationLoss!.Value);
        Assert.AreEqual(counted, best.ValidationLoss!.Value, 1e-9);
        Assert.IsEmpty(best.ValidationMetrics);
    }

    private static TrainedNetwork Train(string name, LossWeighting weighting, int threads) => NetworkTrainer.Train(
        HeadSamples.Describe(HeadSamples.All[name]),
        HeadSamples.Table(300),
        null,
        Tables.Settings(epochs: 2) with { ThreadCount = threads, BatchSize = 130, LossWeighting = weighting });

    // For each row the scores of all heads that are scored.
    private static float[][] Scores(ScoringSession session, IReadOnlyList<HeadDescription> heads, TrainingTable table, int first, int count)
    {
        Tables.Run(session, table, first, count);
        var scores = Enumerable.Range(0, count).Select(_ => new List<float>()).ToArray();
        for (var head = 0; head < heads.Count; head++)
        {
            if (heads[head].IsAuxiliary)
            {
                continue;
            }

            var outputs = session.Outputs(head);
            for (var i = 0; i < outputs.Length; i++)
            {
                scores[i / (outputs.Length / count)].Add(outputs[i]);
            }
        }

        return [.. scores.Select(row => row.ToArray())];
    }

    private static (byte[] Description, byte[] Weights) Save(TrainedNetwork network)
    {
        using var description = new MemoryStream();
        using var weights = new MemoryStream();
        network.Save(description, weights);
        return (description.ToArray(), weights.ToArray());
    }
}
