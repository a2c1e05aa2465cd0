namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class MissingLabelTests
{
    [TestMethod]
    public void Train_RowsWithoutAHeadsLabel_DoNotTouchIt()
    {
        // The second head's labels are known in the first half of the rows alone: it learns from them what it would learn from these rows alone.
        var all = Table(20, row => row < 10);
        var half = Table(10, _ => true);

        var (withAll, alone) = (Step(all), Step(half));

        foreach (var tensor in alone.Where(tensor => tensor.Name.StartsWith("head.b", StringComparison.Ordinal)))
        {
            BackendProbe.AssertClose(tensor.Values, withAll[tensor.Name].Values, 1e-6f, tensor.Name);
        }

        CollectionAssert.AreNotEqual(alone["head.a.weight"].Values, withAll["head.a.weight"].Values);
    }

    [TestMethod]
    public void Train_BatchWithoutAHeadsLabels_LeavesItsWeights()
    {
        var description = Describe();
        var weights = Initial(description);

        var after = new BackendProbe(new ManagedBackend()).Step(description, weights, Table(10, _ => false)).Gradients;

        Assert.IsTrue(after["head.b.weight"].Values.All(value => value == 0));
        Assert.IsTrue(after["head.a.weight"].Values.Any(value => value != 0));
    }

    [TestMethod]
    public void Train_HeadWithoutAnyLabel_NamesIt() => Assert.Contains(
        "'b' has no label", Assert.Throws<ArgumentException>(() => NetworkTrainer.Train(Describe(), Table(10, _ => false), null, Tables.Settings(epochs: 1))).Message);

    [TestMethod]
    public void Train_NoValidationLabelOfAHead_LeavesItsValidationOut()
    {
        var network = NetworkTrainer.Train(Describe(), Table(40, _ => true), Table(10, _ => false), Tables.Settings(epochs: 1));

        var epoch = network.History.Epochs[0];
        Assert.IsNull(epoch.Heads["b"].ValidationLoss);
        Assert.AreEqual(epoch.Heads["a"].ValidationLoss, epoch.ValidationLoss);
    }

    [TestMethod]
    public void Train_MissingLabelOfTheOnlyHead_NamesRow()
    {
        var table = Tables.Make(10, 2, [], (x, _) => x[0] > 0 ? float.NaN : 1);

        Assert.Contains("in row", Assert.Throws<ArgumentException>(
            () => NetworkTrainer.Train(Tables.Describe(2, [], new SquaredLoss()), table, null, Tables.Settings(epochs: 1))).Message);
    }

    [TestMethod]
    public void Train_SharesOfWhichSomeAreMissing_NamesRow()
    {
        var description = Describe() with
        {
            Heads = [Describe().Heads[0], new HeadDescription { Name = "b", OutputCount = 2, Loss = new KullbackLeiblerLoss() }],
        };
        float[] labels = [1, float.NaN, float.NaN, 1, 0.4f, 0.6f, 1, float.NaN, 0.5f];
        var table = BackendProbe.Table(description, [1, 2, 3], [], labels, null);

        var message = Assert.Throws<ArgumentException>(() => NetworkTrainer.Train(description, table, null, Tables.Settings(epochs: 1))).Message;

        Assert.Contains("'b'", message);
        Assert.Contains("row 2", message);
    }

    [TestMethod]
    public void Train_BinsByTrees_LeaveMissingLabelsOut()
    {
        // The first feature decides the second label, which only a tenth of the rows have.
        var description = HeadSamples.Describe(HeadSamples.All["plain"]);
        description = description with
        {
            Input = description.Input with { NumericEncoding = new PiecewiseLinearEncoding { Binning = Binning.DecisionTree, MaximumBins = 4 } },
        };

        var network = NetworkTrainer.Train(description, HeadSamples.Table(2000, missing: 0.8f), null, Tables.Settings(epochs: 1));

        var encoding = Assert.IsInstanceOfType<PiecewiseLinearEncoding>(network.Description.Input.NumericEncoding);
        Assert.IsTrue(encoding.BinCounts!.All(count => count is > 1 and <= 4));
    }

    private static NetworkWeights Step(TrainingTable table)
    {
        var description = Describe();
        return new BackendProbe(new ManagedBackend()).Step(description, Initial(description), table).Gradients;
    }

    private static NetworkDescription Describe() => new()
    {
        Input = new InputDescription { NumericCount = 1 },
        Trunk = new MlpTrunk { Widths = [3], Activation = Activation.Tanh, Dropout = 0 },
        Heads =
        [
            new HeadDescription { Name = "a", OutputCount = 1, Loss = new SquaredLoss() },
            new HeadDescription { Name = "b", OutputCount = 1, Loss = new SquaredLoss() },
        ],
    };

    private static NetworkWeights Initial(NetworkDescription description) => WeightInitializer.Create(
        description, 1, new Dictionary<string, float[]>(StringComparer.Ordinal), new Dictionary<string, float[]>(StringComparer.Ordinal));

    private static TrainingTable Table(int rows, Func<int, bool> isKnown) => BackendProbe.Table(
        Describe(),
        [.. Enumerable.Range(0, rows).Select(row => row / 10f)],
        [],
        [.. Enumerable.Range(0, rows).SelectMany(row => new[] { row, isKnown(row) ? 3 - row : float.NaN })],
        null);
}
