namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class NetworkTrainerTests
{
    [TestMethod]
    public void Train_ProductOfFeatures_BeatsEveryLinearModel()
    {
        var table = Tables.Make(2000, 2, [], (x, _) => x[0] * x[1]);
        var test = Tables.Make(500, 2, [], (x, _) => x[0] * x[1], seed: 2);
        var network = NetworkTrainer.Train(Tables.Describe(2, [], new SquaredLoss()), table, test, Tables.Settings(epochs: 60));

        // The label's variance is 1 and it is uncorrelated with both features: a linear model leaves an error of 1.
        Assert.IsLessThan(0.1, network.History.Epochs.Min(epoch => epoch.ValidationLoss!.Value));
    }

    [TestMethod]
    public void Train_LabelFollowsCategories_LearnsEmbeddings()
    {
        // Exclusive or of two categories: no sum of one effect per category can tell the classes apart.
        static float Label(float[] x, int[] c) => (c[0] + c[1]) % 2;
        var network = NetworkTrainer.Train(
            Tables.Describe(0, [4, 4], new BinaryCrossEntropyLoss()),
            Tables.Make(1000, 0, [4, 4], Label),
            Tables.Make(300, 0, [4, 4], Label, seed: 2),
            Tables.Settings(epochs: 40) with { CategoryMaskRate = 0 });
        Assert.IsGreaterThan(0.99, network.History.Epochs.Max(epoch => epoch.ValidationMetrics["Accuracy"]));
        Assert.IsGreaterThan(0.99, network.History.Epochs.Max(epoch => epoch.ValidationMetrics["AreaUnderRocCurve"]));
    }

    [TestMethod]
    public void Train_ThreeClasses_ScoresAreProbabilities()
    {
        static float Label(float[] x, int[] c) => x[0] * x[0] > 1 ? 2 : x[1] > 0 ? 1 : 0;
        var network = NetworkTrainer.Train(
            Tables.Describe(2, [], new CategoricalCrossEntropyLoss(), outputs: 3),
            Tables.Make(1500, 2, [], Label),
            Tables.Make(300, 2, [], Label, seed: 2),
            Tables.Settings(epochs: 40));
        Assert.IsGreaterThan(0.93, network.History.Epochs.Max(epoch => epoch.ValidationMetrics["Accuracy"]));
        var session = network.CreateScorer().CreateSession(2);
        session.Input.AddRow();
        session.Input.NumericRow(session.Input.AddRow())[0] = 3;
        session.Run();
        var scores = session.Outputs(0).ToArray();
        Assert.AreEqual(1f, scores[0] + scores[1] + scores[2], 1e-5f);
        Assert.IsGreaterThan(0.9f, scores[5]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(4)]
    public void Train_AnyThreadCount_SameWeightsBitForBit(int threads)
    {
        var trunk = new MlpTrunk { Widths = [70, 33], Dropout = 0.2f };
        var expected = TrainOnce(trunk, 2, seed: 5);
        var actual = TrainOnce(trunk, threads, seed: 5);
        foreach (var tensor in expected.Weights)
        {
            CollectionAssert.AreEqual(tensor.Values, actual.Weights[tensor.Name].Values, tensor.Name);
        }
    }

    [TestMethod]
    public void Train_OtherSeed_OtherWeights()
    {
        var trunk = new MlpTrunk { Widths = [8] };
        var first = TrainOnce(trunk, 1, seed: 5);
        var second = TrainOnce(trunk, 1, seed: 6);
        CollectionAssert.AreNotEqual(first.Weights["trunk.0.weight"].Values, second.Weights["trunk.0.weight"].Values);
    }

    [TestMethod]
    public void Train_NoBetterValidationLoss_StopsAndRestoresBestWeights()
    {
        // Labels are pure noise: the validation loss gets worse as the network learns them by heart.
        static TrainingTable Noise(ulong seed)
        {
            var random = new RandomStream(seed, 9);
            return Tables.Make(100, 5, [], (_, _) => random.NextGaussian(), seed);
        }

        var description = Tables.Describe(5, [], new SquaredLoss(), new MlpTrunk { Widths = [64], Dropout = 0 });
        var validation = Noise(2);
        var settings = Tables.Settings(epochs: 500) with { EarlyStopping = new EarlyStopping { Patience = 4 } };
        var network = NetworkTrainer.Train(description, Noise(1), validation, settings);
        var history = network.History;
        Assert.AreEqual(StopReason.EarlyStopping, history.StopReason);
        Assert.HasCount(history.BestEpoch + 4, history.Epochs);
        Assert.AreEqual(history.Epochs.Min(epoch => epoch.ValidationLoss), history.Epochs[history.BestEpoch - 1].ValidationLoss);

        var session = network.CreateScorer().CreateSession(100);
        var batch = new Batch(validation.Shape, 100);
        validation.Read([.. Enumerable.Range(0, 100)], batch);
        for (var row = 0; row < 100; row++)
        {
            batch.NumericRow(row).CopyTo(session.Input.NumericRow(session.Input.AddRow()));
        }

        session.Run();
        double loss = 0;
        for (var row = 0; row < 100; row++)
        {
            var error = session.Outputs(0)[row] - (double)batch.TargetRow(row)[0];
            loss += error * error / 100;
        }

        Assert.AreEqual(history.Epochs[history.BestEpoch - 1].ValidationLoss!.Value, loss, 1e-5);
    }

    [TestMethod]
    public void Train_HugeLearningRate_KeepsBestWeightsAndSaysWhatToLower()
    {
        var table = Tables.Make(200, 3, [], (x, _) => x[0]);
        var settings = Tables.Settings(epochs: 50) with { Optimizer = new Sgd(), LearningRate = 1e6f };
        var network = NetworkTrainer.Train(Tables.Describe(3, [], new SquaredLoss()), table, table, settings);
        Assert.AreEqual(StopReason.Diverged, network.History.StopReason);
        StringAssert.Contains(network.History.Message, "Lower the learning rate (it is 1000000)");
        Assert.IsTrue(network.Weights.All(tensor => tensor.Values.All(float.IsFinite)));
    }

    [TestMethod]
    public void Train_CancelledInSecondEpoch_KeepsFirst()
    {
        using var cancellation = new CancellationTokenSource();
        var table = Tables.Make(200, 3, [], (x, _) => x[0]);
        var settings = Tables.Settings(epochs: 50) with { EpochCompleted = _ => cancellation.Cancel() };
        var network = NetworkTrainer.Train(
            Tables.Describe(3, [], new SquaredLoss()), table, null, settings, cancellationToken: cancellation.Token);
        Assert.AreEqual(StopReason.Cancelled, network.History.StopReason);
        Assert.AreEqual(1, network.History.BestEpoch);
        Assert.HasCount(1, network.History.Epochs);
    }

    [TestMethod]
    public void Train_CancelledBeforeFirstEpoch_Throws()
    {
        var table = Tables.Make(20, 3, [], (x, _) => x[0]);
        Assert.ThrowsExactly<OperationCanceledException>(() => NetworkTrainer.Train(
            Tables.Describe(3, [], new SquaredLoss()), table, null, Tables.Settings(), cancellationToken: new CancellationToken(true)));
    }

    [TestMethod]
    public void Train_FromPreviousNetwork_GoesOnWhereItEnded()
    {
        var table = Tables.Make(500, 2, [], (x, _) => x[0] * x[1]);
        var description = Tables.Describe(2, [], new SquaredLoss());
        var first = NetworkTrainer.Train(description, table, table, Tables.Settings(epochs: 40));
        var second = NetworkTrainer.Train(description, table, table, Tables.Settings(epochs: 1), previous: first);
        var fresh = NetworkTrainer.Train(description, table, table, Tables.Settings(epochs: 1));
        Assert.IsLessThan(fresh.History.Epochs[0].ValidationLoss!.Value / 2, second.History.Epochs[0].ValidationLoss!.Value);
    }

    [TestMethod]
    public void Train_FarOffFeatureScales_StandardizeMakesThemLearnable()
    {
        static float Label(float[] x, int[] c) => x[0] * 3;
        var source = Tables.Make(500, 1, [], Label);
        var shifted = new TrainingTable(source.Shape);
        var batch = new Batch(source.Shape, 500);
        source.Read([.. Enumerable.Range(0, 500)], batch);
        for (var row = 0; row < 500; row++)
        {
            batch.NumericRow(row)[0] = 1e6f + (1e4f * batch.NumericRow(row)[0]);
        }

        shifted.Append(batch);
        var network = NetworkTrainer.Train(
            Tables.Describe(1, [], new SquaredLoss(), standardize: true), shifted, shifted, Tables.Settings(epochs: 30));
        Assert.IsLessThan(0.05, network.History.Epochs[^1].ValidationLoss!.Value);
    }

    [TestMethod]
    public void Train_WeightsScaledAlike_SameNetwork()
    {
        static TrainingTable Weighted(float weight)
        {
            var source = Tables.Make(100, 2, [], (x, _) => x[0]);
            var batch = new Batch(source.Shape, 100);
            source.Read([.. Enumerable.Range(0, 100)], batch);
            batch.Weights.Fill(weight);
            var table = new TrainingTable(source.Shape);
            table.Append(batch);
            return table;
        }

        var description = Tables.Describe(2, [], new SquaredLoss());
        var one = NetworkTrainer.Train(description, Weighted(1), null, Tables.Settings(epochs: 3));
        var many = NetworkTrainer.Train(description, Weighted(64), null, Tables.Settings(epochs: 3));
        CollectionAssert.AreEqual(one.Weights["trunk.0.weight"].Values, many.Weights["trunk.0.weight"].Values);
    }

    [TestMethod]
    public void Train_AllWeightsZero_Throws()
    {
        var batch = new Batch(new TableShape(1, false, 0, 1), 1);
        batch.AddRow();
        batch.Weights[0] = 0;
        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        var error = Assert.ThrowsExactly<ArgumentException>(() =>
            NetworkTrainer.Train(Tables.Describe(1, [], new SquaredLoss()), table, null, Tables.Settings()));
        StringAssert.Contains(error.Message, "weights of the training rows are all zero");
    }

    private static TrainedNetwork TrainOnce(MlpTrunk trunk, int threads, ulong seed)
    {
        var table = Tables.Make(500, 6, [5, 9], (x, c) => x[0] + c[0]);
        return NetworkTrainer.Train(
            Tables.Describe(6, [5, 9], new SquaredLoss(), trunk),
            table,
            null,
            Tables.Settings(epochs: 3, seed) with { ThreadCount = threads, BatchSize = 130, WeightDecay = 0.01f, GradientClipNorm = 1 });
    }
}
