namespace NeuralTrainers.Networks.Tests;

/// <summary>What every trunk and every kind of layer must do.</summary>
[TestClass]
public class TrunkContractTests
{
    private static readonly int[] Cardinalities = [3, 2];

    [TestMethod]
    [DynamicData(nameof(TrunkSamples.Names), typeof(TrunkSamples))]
    public void Backward_EvenWeights_MatchesDifferenceQuotient(string name) => GradientCheck.Run(Describe(name), Table(9));

    [TestMethod]
    [DynamicData(nameof(TrunkSamples.Names), typeof(TrunkSamples))]
    public void Backward_RowWeights_MatchesDifferenceQuotient(string name) =>
        GradientCheck.Run(Describe(name), Tables.Weighted(Table(7)));

    // A batch's statistics are no function of one row, and the mean of the members' predictions is not what their losses are of.
    public static IEnumerable<object[]> EvaluatedAsTrained => TrunkSamples.All
        .Where(sample => !sample.Key.StartsWith("Batch ensemble", StringComparison.Ordinal))
        .Where(sample => !ParameterCatalog.Of(Describe(sample.Key)).Any(spec => spec.Name.EndsWith("running_mean", StringComparison.Ordinal)))
        .Select(sample => new object[] { sample.Key });

    [TestMethod]
    [DynamicData(nameof(EvaluatedAsTrained))]
    public void Evaluate_NoiseOff_FollowsTheGradientOfTheNetworkWithoutNoise(string name)
    {
        var noisy = Describe(name);
        var quiet = noisy with { Trunk = TrunkSamples.WithoutNoise(noisy.Trunk) };
        GradientCheck.RunEvaluated(noisy, quiet, Tables.Weighted(Table(7)));
    }

    [TestMethod]
    [DynamicData(nameof(TrunkSamples.Names), typeof(TrunkSamples))]
    public void Train_OneToFourThreads_SameWeightsBitForBit(string name)
    {
        var expected = Train(name, threads: 1);
        foreach (var threads in new[] { 2, 3, 4 })
        {
            var actual = Train(name, threads);
            SameBits.AssertWeights(expected, actual, threads);
        }
    }

    [TestMethod]
    [DynamicData(nameof(TrunkSamples.Names), typeof(TrunkSamples))]
    public void Train_AfterFirstSteps_AllocatesNothing(string name)
    {
        var description = Describe(name);
        var table = Table(50);
        using var session = new ManagedBackend().Open(
            description, Initial(description, table), new TrainingSettings { BatchSize = 50, ThreadCount = 1 });
        var rows = Enumerable.Range(0, 50).ToArray();
        for (var step = 0; step < 3; step++)
        {
            session.Train(table, rows, new TrainingStep(step, 1e-3f));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        session.Train(table, rows, new TrainingStep(3, 1e-3f));
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [TestMethod]
    [DynamicData(nameof(TrunkSamples.Names), typeof(TrunkSamples))]
    public void Run_OneRowAndManyRows_SameBitsAndNoAllocation(string name)
    {
        var network = Train(name, threads: 1);
        var table = Table(70);
        var scorer = network.CreateScorer();
        var many = Scores(scorer.CreateSession(70), table, 0, 70);
        var one = scorer.CreateSession(1);
        for (var row = 0; row < 70; row++)
        {
            Assert.AreEqual(many[row], Scores(one, table, row, 1)[0], $"row {row}");
        }

        one.Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        one.Run();
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [TestMethod]
    [DynamicData(nameof(TrunkSamples.Names), typeof(TrunkSamples))]
    public void Load_SavedNetwork_SameDescriptionWeightsAndScores(string name)
    {
        var network = Train(name, threads: 2);
        var (description, weights) = Save(network);
        var loaded = TrainedNetwork.Load(new MemoryStream(description), new MemoryStream(weights));
        var again = Save(loaded);
        CollectionAssert.AreEqual(description, again.Description);
        CollectionAssert.AreEqual(weights, again.Weights);
        var table = Table(20);
        CollectionAssert.AreEqual(
            Scores(network.CreateScorer().CreateSession(20), table, 0, 20), Scores(loaded.CreateScorer().CreateSession(20), table, 0, 20));
    }

    [TestMethod]
    [DynamicData(nameof(TrunkSamples.Names), typeof(TrunkSamples))]
    public void Train_Validated_ScoresAsValidationDid(string name)
    {
        var table = Table(60);
        var network = NetworkTrainer.Train(Describe(name), Table(200), table, Tables.Settings(epochs: 2));
        var scores = Scores(network.CreateScorer().CreateSession(60), table, 0, 60);
        var batch = new Batch(table.Shape, 60);
        table.Read([.. Enumerable.Range(0, 60)], batch);
        var loss = scores.Select((score, row) => Math.Pow(score - batch.TargetRow(row)[0], 2)).Average();
        Assert.AreEqual(network.History.Epochs[network.History.BestEpoch - 1].ValidationLoss!.Value, loss, 1e-5);
    }

    [TestMethod]
    [DynamicData(nameof(TrunkSamples.Names), typeof(TrunkSamples))]
    public void Run_FeatureSession_GivesWhatTheHeadReads(string name)
    {
        const int rows = 200;
        var network = Train(name, threads: 1);
        var width = network.CreateScorer().FeatureCount;
        if (width == 0)
        {
            Assert.IsEmpty(((MlpTrunk)network.Description.Trunk).Widths);
            return;
        }

        // With one head for all members of an ensemble the mean of their scores is the score of the mean of what they read.
        network = new TrainedNetwork(network.Description, new NetworkWeights(network.Weights.Select(tensor => WithOneHead(tensor, width))), network.History);
        var scorer = network.CreateScorer();
        var scores = Scores(scorer.CreateSession(rows), Table(rows), 0, rows);
        var features = Scores(scorer.CreateFeatureSession(rows, threads: 2), Table(rows), 0, rows);

        var (weight, bias, head) = (network.Weights["head.Score.weight"].Values, network.Weights["head.Score.bias"].Values[0], network.Description.Heads[0]);
        for (var row = 0; row < rows; row++)
        {
            var raw = bias + System.Numerics.Tensors.TensorPrimitives.Dot(weight.AsSpan(0, width), features.AsSpan(row * width, width));
            Assert.AreEqual(scores[row], (raw * head.TargetScale) + head.TargetMean, 1e-4f * (1 + Math.Abs(scores[row])), $"row {row}");
        }
    }

    private static WeightTensor WithOneHead(WeightTensor tensor, int width)
    {
        var period = tensor.Name switch { "head.Score.weight" => width, "head.Score.bias" => 1, _ => int.MaxValue };
        return new WeightTensor(tensor.Name, tensor.Shape, [.. tensor.Values.Select((_, i) => tensor.Values[i % period])]);
    }

    private static NetworkDescription Describe(string name) => Tables.Describe(4, Cardinalities, new SquaredLoss(), TrunkSamples.All[name]);

    private static TrainingTable Table(int rows) => Tables.Make(rows, 4, Cardinalities, (x, c) => x[0] + (x[1] * x[2]) + c[0]);

    private static TrainedNetwork Train(string name, int threads) => NetworkTrainer.Train(
        Describe(name), Table(300), null, Tables.Settings(epochs: 2) with { ThreadCount = threads, BatchSize = 130, WeightDecay = 0.01f });

    private static NetworkWeights Initial(NetworkDescription description, TrainingTable table) => WeightInitializer.Create(
        description, 1, FittedInput.Of(description, table).Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));

    private static float[] Scores(ScoringSession session, TrainingTable table, int first, int count)
    {
        Tables.Run(session, table, first, count);
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
