namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class BatchNormalizationTests
{
    private static readonly MlpTrunk Trunk = new() { Widths = [8], Normalization = new BatchNormalization(), Dropout = 0 };

    [TestMethod]
    [DataRow(9, 4)]
    [DataRow(4, 3)]
    [DataRow(2, 2)]
    [DataRow(3, 256)]
    public void Train_OneRowLeftOver_IsNeverABatch(int rows, int batchSize)
    {
        var table = Tables.Make(rows, 2, [], (x, _) => x[0]);
        var network = NetworkTrainer.Train(
            Tables.Describe(2, [], new SquaredLoss(), Trunk), table, null, Tables.Settings(epochs: 3) with { BatchSize = batchSize });
        Assert.IsTrue(network.Weights.All(tensor => tensor.Values.All(float.IsFinite)));
        Assert.IsTrue(network.Weights["trunk.0.norm.running_var"].Values.All(value => value is > 0 and not 1));
    }

    [TestMethod]
    [DataRow(1, 256)]
    [DataRow(5, 1)]
    [DataRow(5, 2)]
    public void Train_BatchesOfOneRow_SaysWhatToRaise(int rows, int batchSize)
    {
        var table = Tables.Make(rows, 2, [], (x, _) => x[0]);
        var error = Assert.ThrowsExactly<ArgumentException>(() => NetworkTrainer.Train(
            Tables.Describe(2, [], new SquaredLoss(), Trunk), table, null, Tables.Settings() with { BatchSize = batchSize }));
        StringAssert.Contains(error.Message, "Raise BatchSize to 3");
    }

    [TestMethod]
    public void Train_FeaturesFarFromZero_VarianceIsExact()
    {
        // As a difference of large sums the variance of numbers around 1000 would drown in rounding errors.
        var trunk = Trunk with { Normalization = new BatchNormalization { Momentum = 1 } };
        var table = Tables.Map(Tables.Make(600, 2, [], (x, _) => 0), x => x[0] += 1000);
        var network = NetworkTrainer.Train(
            Tables.Describe(2, [], new SquaredLoss(), trunk), table, null, Tables.Settings(epochs: 1) with { BatchSize = 600, LearningRate = 1e-12f });
        var batch = new Batch(table.Shape, 600);
        table.Read([.. Enumerable.Range(0, 600)], batch);
        var weight = network.Weights["trunk.0.weight"].Values;
        for (var unit = 0; unit < 8; unit++)
        {
            double[] outputs = [.. Enumerable.Range(0, 600).Select(row =>
                ((double)weight[2 * unit] * batch.NumericRow(row)[0]) + ((double)weight[(2 * unit) + 1] * batch.NumericRow(row)[1]))];
            var mean = outputs.Average();
            var variance = outputs.Sum(output => (output - mean) * (output - mean)) / 599;
            Assert.AreEqual(variance, network.Weights["trunk.0.norm.running_var"].Values[unit], 1e-3 * variance);
        }
    }
}
