namespace NeuralTrainers.Networks.Tests;

/// <summary>What each loss makes a network learn.</summary>
[TestClass]
public class LossTests
{
    [TestMethod]
    public void Train_Pinball_QuantilesCoverTheirShareAndNeverCross()
    {
        // The label is uniform in [0, 1 + x0^2]: its quantiles are their levels' share of that range.
        static TrainingTable Make(int rows, ulong seed)
        {
            var noise = new RandomStream(seed, 50);
            return Tables.Make(rows, 1, [], (x, _) => noise.NextFloat() * (1 + (x[0] * x[0])), seed);
        }

        var loss = new PinballLoss { Quantiles = [0.1f, 0.5f, 0.9f] };
        var network = NetworkTrainer.Train(
            Tables.Describe(1, [], loss, outputs: 3), Make(4000, 1), null, Tables.Settings(epochs: 30) with { LearningRateSchedule = new CosineSchedule() });
        var test = Make(2000, 2);
        var (scores, labels) = Score(network, test);
        int[] below = new int[3];
        for (var row = 0; row < labels.Length; row++)
        {
            Assert.IsLessThanOrEqualTo(scores[(3 * row) + 1], scores[3 * row]);
            Assert.IsLessThanOrEqualTo(scores[(3 * row) + 2], scores[(3 * row) + 1]);
            for (var k = 0; k < 3; k++)
            {
                below[k] += labels[row] < scores[(3 * row) + k] ? 1 : 0;
            }
        }

        for (var k = 0; k < 3; k++)
        {
            Assert.AreEqual(loss.Quantiles[k], below[k] / 2000.0, 0.04, $"level {loss.Quantiles[k]}");
        }
    }

    [TestMethod]
    public void Train_Gaussian_LearnsMeanAndDeviation()
    {
        var noise = new RandomStream(3, 50);
        var table = Tables.Make(4000, 0, [2], (_, c) => (5 * c[0]) + (c[0] * noise.NextGaussian()));
        var network = NetworkTrainer.Train(
            Tables.Describe(0, [2], new GaussianLoss(), outputs: 2), table, null, Tables.Settings(epochs: 20) with { CategoryMaskRate = 0 });
        var session = network.CreateScorer().CreateSession(2);
        session.Input.CategoryRow(session.Input.AddRow())[0] = 1;
        session.Input.CategoryRow(session.Input.AddRow())[0] = 2;
        session.Run();
        var scores = session.Outputs(0).ToArray();
        foreach (var (expected, actual) in new float[] { 5, 1, 10, 2 }.Zip(scores))
        {
            Assert.AreEqual(expected, actual, 0.3f);
        }
    }

    [TestMethod]
    [DataRow("poisson")]
    [DataRow("gamma")]
    [DataRow("tweedie")]
    public void Train_LogMeanLoss_LearnsMeansFarFromOne(string name)
    {
        Loss loss = name switch { "poisson" => new PoissonLoss(), "gamma" => new GammaLoss(), _ => new TweedieLoss() };
        var noise = new RandomStream(4, 50);
        var table = Tables.Make(2000, 0, [3], (_, c) => 1e5f * c[0] * (0.5f + noise.NextFloat()));
        var description = Tables.Describe(0, [3], loss);
        description = description with { Heads = [description.Heads[0] with { TargetScale = 2e5f }] };
        var network = NetworkTrainer.Train(description, table, table, Tables.Settings(epochs: 30) with { CategoryMaskRate = 0 });
        var (scores, _) = Score(network, table);
        var batch = new Batch(table.Shape, table.RowCount);
        table.Read([.. Enumerable.Range(0, table.RowCount)], batch);
        for (var row = 0; row < scores.Length; row++)
        {
            var mean = 1e5f * batch.CategoryRow(row)[0];
            Assert.AreEqual(mean, scores[row], 0.05f * mean);
        }

        // The metrics are in the label's units too.
        Assert.AreEqual(6e4, network.History.Epochs[^1].ValidationMetrics["RootMeanSquaredError"], 1e4);
    }

    [TestMethod]
    [DataRow("binaryFocal")]
    [DataRow("binaryHinge")]
    [DataRow("categoricalFocal")]
    [DataRow("crammerSinger")]
    [DataRow("westonWatkins")]
    public void Train_ClassificationLoss_LearnsTheClasses(string name)
    {
        Loss loss = name switch
        {
            "binaryFocal" => new BinaryFocalLoss(),
            "binaryHinge" => new BinaryHingeLoss(),
            "categoricalFocal" => new CategoricalFocalLoss(),
            "crammerSinger" => new CategoricalHingeLoss(),
            _ => new CategoricalHingeLoss { Form = MulticlassHinge.WestonWatkins },
        };
        float Label(float[] x, int[] c) => loss.Target == TargetKind.Binary ? (x[0] * x[0] > 1 ? 1 : 0) : x[0] < -1 ? 0 : x[0] < 1 ? 1 : 2;
        var network = NetworkTrainer.Train(
            Tables.Describe(1, [], loss, outputs: loss.OutputsFor(3)), Tables.Make(1000, 1, [], Label), Tables.Make(300, 1, [], Label, seed: 2), Tables.Settings(epochs: 30));
        Assert.IsGreaterThan(0.95, network.History.Epochs[network.History.BestEpoch - 1].ValidationMetrics["Accuracy"]);
    }

    [TestMethod]
    public void Train_KullbackLeibler_LearnsShares()
    {
        var description = Tables.Describe(0, [2], new KullbackLeiblerLoss(), outputs: 3);
        var table = Soft(description, [[0.7f, 0.2f, 0.1f], [0, 0.5f, 0.5f]], 200);
        var network = NetworkTrainer.Train(description, table, table, Tables.Settings(epochs: 80) with { CategoryMaskRate = 0 });
        Assert.IsLessThan(0.002, network.History.Epochs[network.History.BestEpoch - 1].ValidationLoss!.Value);
        var (scores, _) = Score(network, table);
        Assert.AreEqual(0.7f, scores[0], 0.03f);
        Assert.AreEqual(0.5f, scores[4], 0.03f);
    }

    [TestMethod]
    public void Train_SeveralHeadsWithUnequalLabels_EachReadsItsOwn()
    {
        var description = Tables.Describe(1, [], new SquaredLoss()) with
        {
            Heads =
            [
                new HeadDescription { Name = "number", OutputCount = 1, Loss = new SquaredLoss() },
                new HeadDescription { Name = "shares", OutputCount = 2, Loss = new KullbackLeiblerLoss() },
                new HeadDescription { Name = "count", OutputCount = 1, Loss = new PoissonLoss() },
            ],
        };
        var shape = TableShape.Of(description, withTargets: true);
        Assert.AreEqual(4, shape.TargetCount);
        var batch = new Batch(shape, 64);
        for (var row = 0; row < 64; row++)
        {
            batch.NumericRow(batch.AddRow())[0] = (row % 2) - 0.5f;
            ((ReadOnlySpan<float>)(row % 2 == 0 ? [-1, 0.9f, 0.1f, 1] : [2, 0.3f, 0.7f, 4])).CopyTo(batch.TargetRow(row));
        }

        var table = new TrainingTable(shape);
        table.Append(batch);
        var network = NetworkTrainer.Train(description, table, table, Tables.Settings(epochs: 150) with { EarlyStopping = null });
        var session = network.CreateScorer().CreateSession(1);
        session.Input.NumericRow(session.Input.AddRow())[0] = 0.5f;
        session.Run();
        Assert.AreEqual(2f, session.Outputs(0)[0], 0.1f);
        Assert.AreEqual(0.7f, session.Outputs(1)[1], 0.05f);
        Assert.AreEqual(4f, session.Outputs(2)[0], 0.2f);
        var records = network.History.Epochs[0].Heads;
        Assert.Contains("RootMeanSquaredError", records["number"].ValidationMetrics.Keys);
        Assert.Contains("Accuracy", records["shares"].ValidationMetrics.Keys);
        Assert.Contains("MeanAbsoluteError", records["count"].ValidationMetrics.Keys);
    }

    [TestMethod]
    [DataRow("squared", float.NaN, "SquaredLoss needs a finite number")]
    [DataRow("poisson", -1f, "PoissonLoss needs a finite number of 0 or above")]
    [DataRow("gamma", 0f, "GammaLoss needs a finite number above 0")]
    [DataRow("tweedie", -0.5f, "TweedieLoss needs a finite number of 0 or above")]
    [DataRow("binary", 2f, "BinaryCrossEntropyLoss needs 0 or 1")]
    [DataRow("categorical", 3f, "CategoricalCrossEntropyLoss needs a class index")]
    [DataRow("categorical", 0.5f, "CategoricalCrossEntropyLoss needs a class index")]
    public void Train_LabelOutOfDomain_NamesTheRow(string name, float label, string message)
    {
        Loss loss = name switch
        {
            "squared" => new SquaredLoss(),
            "poisson" => new PoissonLoss(),
            "gamma" => new GammaLoss(),
            "tweedie" => new TweedieLoss(),
            "binary" => new BinaryCrossEntropyLoss(),
            _ => new CategoricalCrossEntropyLoss(),
        };
        var row = 0;
        var bad = Tables.Make(2000, 1, [], (_, _) => row++ == 1500 ? label : 1);
        var good = Tables.Make(10, 1, [], (_, _) => 1);
        var description = Tables.Describe(1, [], loss, outputs: loss.OutputsFor(3));

        var training = Assert.ThrowsExactly<ArgumentException>(() => NetworkTrainer.Train(description, bad, null, Tables.Settings()));
        var validation = Assert.ThrowsExactly<ArgumentException>(() => NetworkTrainer.Train(description, good, bad, Tables.Settings()));

        StringAssert.Contains(training.Message, "in row 1500 (from 0) of the training rows: " + message, StringComparison.Ordinal);
        StringAssert.Contains(validation.Message, "in row 1500 (from 0) of the validation rows: " + message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Train_SharesThatDoNotSumToOne_NamesTheRow()
    {
        var description = Tables.Describe(0, [2], new KullbackLeiblerLoss(), outputs: 2);
        var error = Assert.ThrowsExactly<ArgumentException>(
            () => NetworkTrainer.Train(description, Soft(description, [[0.5f, 0.5f], [0.5f, 0.6f]], 2), null, Tables.Settings()));
        StringAssert.Contains(error.Message, "is 0.5, 0.6 in row 1", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Validate_LossThatCannotBe_NamesOptionAndValue()
    {
        AssertFails(new PinballLoss { Quantiles = [] }, 1, "Quantiles.Count is 0");
        AssertFails(new PinballLoss { Quantiles = [0.5f, 0.5f] }, 2, "Quantiles has 0.5 after 0.5");
        AssertFails(new PinballLoss { Quantiles = [0.5f, 1] }, 2, "Quantiles is 1");
        AssertFails(new PinballLoss { Quantiles = [0.5f, 0.6f] }, 1, "has 1 outputs: a head with PinballLoss needs 2");
        AssertFails(new GaussianLoss(), 1, "has 1 outputs: a head with GaussianLoss needs 2");
        AssertFails(new TweedieLoss { Power = 2 }, 1, "Power is 2");
        AssertFails(new BinaryFocalLoss { Gamma = -1 }, 1, "Gamma is -1");
        AssertFails(new BinaryFocalLoss { Alpha = 1 }, 1, "Alpha is 1");
        AssertFails(new CategoricalFocalLoss { Alpha = [1, 2] }, 3, "has 3 outputs: a head with CategoricalFocalLoss needs 2");
        AssertFails(new CategoricalHingeLoss { Form = (MulticlassHinge)7 }, 3, "Form is 7");
        AssertFails(new BinaryCrossEntropyLoss { LabelSmoothing = 1 }, 1, "LabelSmoothing is 1");
        AssertFails(new PoissonLoss(), 1, "TargetMean 1: PoissonLoss does not scale labels so", targetMean: 1);
        AssertFails(new BinaryHingeLoss(), 1, "TargetScale 2: BinaryHingeLoss does not scale labels so", targetScale: 2);
    }

    private static void AssertFails(Loss loss, int outputs, string message, float targetMean = 0, float targetScale = 1)
    {
        var description = Tables.Describe(1, [], loss, outputs: outputs);
        description = description with { Heads = [description.Heads[0] with { TargetMean = targetMean, TargetScale = targetScale }] };
        var error = Assert.Throws<ArgumentException>(description.Validate);
        StringAssert.Contains(error.Message, message, StringComparison.Ordinal);
    }

    private static TrainingTable Soft(NetworkDescription description, float[][] sharesByCategory, int rows)
    {
        var batch = new Batch(TableShape.Of(description, withTargets: true), rows);
        for (var row = 0; row < rows; row++)
        {
            batch.CategoryRow(batch.AddRow())[0] = 1 + (row % 2);
            sharesByCategory[row % 2].CopyTo(batch.TargetRow(row));
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }

    private static (float[] Scores, float[] Labels) Score(TrainedNetwork network, TrainingTable table)
    {
        var session = network.CreateScorer().CreateSession(table.RowCount);
        var batch = Tables.Run(session, table, 0, table.RowCount);
        return (session.Outputs(0).ToArray(), batch.Targets.ToArray());
    }
}
