namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class ConditionTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Train_NumberThatDependsOnTheClassAlone_NeedsTheCondition(bool isConditioned)
    {
        // The class follows a curve in the features, which the class head's own layers can learn; the number is one of the class. The trunk is the
        // input itself, and linear in it the number cannot be predicted.
        var description = Describe(isConditioned);

        var network = NetworkTrainer.Train(description, Table(3000, seed: 1), Table(500, seed: 2), Tables.Settings(epochs: 40));

        var error = network.History.Epochs[network.History.BestEpoch - 1].Heads["wage"].ValidationMetrics["RootMeanSquaredError"];
        Assert.IsTrue(isConditioned ? error < 0.5 : error > 1, $"The error is {error}.");
    }

    private static NetworkDescription Describe(bool isConditioned) => new()
    {
        Input = new InputDescription { NumericCount = 2 },
        Trunk = new MlpTrunk { Widths = [] },
        Heads =
        [
            new HeadDescription { Name = "wage", OutputCount = 1, Loss = new SquaredLoss(), ConditionedOn = isConditioned ? ["sector"] : [] },
            new HeadDescription
            {
                Name = "sector",
                OutputCount = 3,
                Loss = new CategoricalCrossEntropyLoss(),
                Trunk = new MlpTrunk { Widths = [32, 32], Dropout = 0 },
            },
        ],
    };

    private static TrainingTable Table(int rows, ulong seed)
    {
        float[] wages = [3, 0, 5];
        var random = new RandomStream(seed, 7);
        var batch = new Batch(TableShape.Of(Describe(isConditioned: false), withTargets: true), rows);
        for (var row = 0; row < rows; row++)
        {
            float[] x = [random.NextGaussian(), random.NextGaussian()];
            x.CopyTo(batch.NumericRow(batch.AddRow()));
            var radius = MathF.Sqrt((x[0] * x[0]) + (x[1] * x[1]));
            var sector = radius < 0.8f ? 0 : radius < 1.5f ? 1 : 2;
            (batch.TargetRow(row)[0], batch.TargetRow(row)[1]) = (wages[sector], sector);
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }
}
