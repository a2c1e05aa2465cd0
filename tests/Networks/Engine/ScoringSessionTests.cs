namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class ScoringSessionTests
{
    private static readonly TrainedNetwork Network = NetworkTrainer.Train(
        Tables.Describe(5, [7, 3], new SquaredLoss(), new MlpTrunk { Widths = [33, 17] }, standardize: true),
        Tables.Make(400, 5, [7, 3], (x, c) => x[0] + c[0]),
        null,
        Tables.Settings(epochs: 3));

    [TestMethod]
    public void Run_OneRowAndManyRows_SameBits()
    {
        var scorer = Network.CreateScorer();
        var many = Fill(scorer.CreateSession(100), 100);
        var one = scorer.CreateSession(1);
        for (var row = 0; row < 100; row++)
        {
            one.Input.Clear();
            one.Input.AddRow();
            many.Input.NumericRow(row).CopyTo(one.Input.NumericRow(0));
            many.Input.CategoryRow(row).CopyTo(one.Input.CategoryRow(0));
            one.Run();
            Assert.AreEqual(many.Outputs(0)[row], one.Outputs(0)[0]);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Run_LargeBlockOnSeveralThreads_SameBitsAsRowByRow(int threads)
    {
        const int rows = 1000;
        var scorer = Network.CreateScorer();
        var session = scorer.CreateSession(rows, threads);
        Fill(session, rows);
        session.Input.NumericRow(777)[0] = float.NaN;
        session.Run();
        var one = scorer.CreateSession(1);
        for (var row = 0; row < rows; row++)
        {
            one.Input.Clear();
            one.Input.AddRow();
            session.Input.NumericRow(row).CopyTo(one.Input.NumericRow(0));
            session.Input.CategoryRow(row).CopyTo(one.Input.CategoryRow(0));
            one.Run();
            Assert.AreEqual(one.Outputs(0)[0], session.Outputs(0)[row], $"row {row}");
        }
    }

    [TestMethod]
    public void Run_SparseBlockOnSeveralThreads_SameBitsAsRowByRow()
    {
        var network = SparseNetwork(out var table);
        var many = network.CreateScorer().CreateSession(table.RowCount, threads: 2);
        Copy(table, 0, table.RowCount, many.Input);
        many.Run();
        var one = network.CreateScorer().CreateSession(1);
        for (var row = 0; row < table.RowCount; row++)
        {
            Copy(table, row, 1, one.Input);
            one.Run();
            Assert.AreEqual(one.Outputs(0)[0], many.Outputs(0)[row], $"row {row}");
        }
    }

    [TestMethod]
    public void Run_NotFiniteFeature_NaNForThatRowOnly()
    {
        var session = Network.CreateScorer().CreateSession(10);
        var expected = Fill(session, 10).Outputs(0).ToArray();
        session.Input.NumericRow(3)[1] = float.NaN;
        session.Input.NumericRow(5)[4] = float.NegativeInfinity;
        session.Run();
        for (var row = 0; row < 10; row++)
        {
            Assert.AreEqual(row is 3 or 5 ? float.NaN : expected[row], session.Outputs(0)[row]);
        }
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(8)]
    [DataRow(int.MaxValue)]
    public void Run_UnseenCategory_ScoresAsMissing(int category)
    {
        var session = Fill(Network.CreateScorer().CreateSession(2), 2);
        session.Input.NumericRow(0).CopyTo(session.Input.NumericRow(1));
        session.Input.CategoryRow(0)[0] = 0;
        session.Input.CategoryRow(1)[0] = category;
        session.Input.CategoryRow(1)[1] = session.Input.CategoryRow(0)[1];
        session.Run();
        Assert.AreEqual(session.Outputs(0)[0], session.Outputs(0)[1]);
    }

    [TestMethod]
    public void Run_AfterFirst_AllocatesNothing()
    {
        var session = Fill(Network.CreateScorer().CreateSession(64), 64);
        Allocations.AssertNone(100, session.Run);
    }

    [TestMethod]
    [DynamicData(nameof(BackendFixtureTests.FurtherLosses), typeof(BackendFixtureTests))]
    public void Run_EachLoss_GivesItsScores(string file, string name, Loss loss)
    {
        var fixture = Fixture.Load(file);
        var (description, weights, _) = BackendFixtureTests.HandThrough(fixture, name, loss, rowWeights: null);
        var history = new TrainingHistory { Epochs = [], BestEpoch = 0, StopReason = StopReason.MaximumEpochs, Message = string.Empty };
        var expected = fixture.Values($"{name}/scores");
        var session = new TrainedNetwork(description, weights, history).CreateScorer().CreateSession(fixture.Shape($"{name}/outputs")[0]);
        while (session.Input.Count < session.Input.Capacity)
        {
            var row = session.Input.AddRow();
            session.Input.CategoryRow(row)[0] = row + 1;
        }

        session.Run();

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], session.Outputs(0)[i], 1e-6f * (1 + Math.Abs(expected[i])), $"score {i}");
        }
    }

    [TestMethod]
    public void Run_ScaledHead_ScoresInTheLabelsUnits()
    {
        foreach (var (loss, raw, expected) in new (Loss Loss, float[] Raw, float[] Expected)[]
        {
            (new SquaredLoss(), [0.5f], [11]),
            (new GaussianLoss(), [0.5f, MathF.Log(9)], [11, 6]),
            (new PinballLoss { Quantiles = [0.4f, 0.6f] }, [0.5f, 0], [11, 11 + (2 * MathF.Log(2))]),
            (new GammaLoss(), [MathF.Log(3)], [6]),
        })
        {
            var head = new HeadDescription
            {
                Name = "y",
                OutputCount = raw.Length,
                Loss = loss,
                TargetScale = 2,
                TargetMean = loss.TargetScaling == TargetScaling.Standardize ? 10 : 0,
            };
            head.Validate();
            var scores = new float[raw.Length];
            LossFunction.Of(head).Score(raw, raw.Length, scores);
            for (var i = 0; i < raw.Length; i++)
            {
                Assert.AreEqual(expected[i], scores[i], 1e-5f, $"{loss.GetType().Name}[{i}]");
            }
        }
    }

    private static TrainedNetwork SparseNetwork(out TrainingTable table)
    {
        var description = Tables.Describe(40, [], new SquaredLoss(), new MlpTrunk { Widths = [9] });
        description = description with { Input = description.Input with { IsSparse = true } };
        var batch = new Batch(TableShape.Of(description, withTargets: true), 400);
        for (var row = 0; row < batch.Capacity; row++)
        {
            batch.TargetRow(batch.AddRow())[0] = row % 40;
            batch.SetSparseRow([.. Enumerable.Range(row % 40, 40 - (row % 40)).Where(slot => slot % 3 == 0)], [.. Enumerable.Repeat(1f + row, 40 - (row % 40)).Where((_, i) => ((row % 40) + i) % 3 == 0)]);
        }

        table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return NetworkTrainer.Train(description, table, null, Tables.Settings(epochs: 2));
    }

    private static void Copy(TrainingTable table, int first, int count, Batch input)
    {
        var batch = new Batch(table.Shape, count);
        table.Read([.. Enumerable.Range(first, count)], batch);
        input.Clear();
        for (var row = 0; row < count; row++)
        {
            input.AddRow();
            var (start, end) = (batch.SparseStarts[row], batch.SparseStarts[row + 1]);
            input.SetSparseRow(batch.SparseIndices[start..end], batch.SparseValues[start..end]);
        }
    }

    private static ScoringSession Fill(ScoringSession session, int rows)
    {
        Tables.Run(session, Tables.Make(rows, 5, [7, 3], (_, _) => 0, seed: 9), 0, rows);
        return session;
    }
}
