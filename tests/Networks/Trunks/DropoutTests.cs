using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class DropoutTests
{
    private const int Rows = 400;
    private const int Width = 50;

    [TestMethod]
    public void Forward_Standard_KeepsTheMeanAndZeroesTheRate()
    {
        var outputs = Run(new StandardDropout { Rate = 0.3f }, 2);
        Assert.AreEqual(0.3, outputs.Count(value => value == 0) / (double)outputs.Length, 0.015);
        Assert.AreEqual(2, outputs.Average(), 0.06);
    }

    [TestMethod]
    public void Forward_Alpha_KeepsMeanAndVarianceOfStandardNormalInputs()
    {
        var random = new RandomStream(1, 2);
        var outputs = Run(new AlphaDropout { Rate = 0.3f }, () => random.NextGaussian());
        Assert.AreEqual(0, outputs.Average(), 0.03);
        Assert.AreEqual(1, outputs.Average(value => (double)value * value), 0.04);
    }

    [TestMethod]
    public void Forward_Gaussian_HasMeanOneAndTheVarianceOfStandardDropout()
    {
        var outputs = Run(new GaussianDropout { Rate = 0.2f }, 1);
        Assert.AreEqual(1, outputs.Average(), 0.015);
        Assert.AreEqual(0.25, outputs.Average(value => Math.Pow(value - 1, 2)), 0.01);

        // Normal numbers have a kurtosis of 3.
        Assert.AreEqual(3 * 0.0625, outputs.Average(value => Math.Pow(value - 1, 4)), 0.015);
    }

    [TestMethod]
    public void Forward_Variational_StartsWithTheVarianceOfItsRate()
    {
        var outputs = Run(new VariationalDropout { InitialRate = 0.2f }, 1);
        Assert.AreEqual(1, outputs.Average(), 0.015);
        Assert.AreEqual(0.25, outputs.Average(value => Math.Pow(value - 1, 2)), 0.01);
    }

    [TestMethod]
    public void Forward_Concrete_MostlyKeepsOrDropsAtItsRate()
    {
        var outputs = Run(new ConcreteDropout { InitialRate = 0.2f, Temperature = 0.05f }, 1);
        Assert.AreEqual(0.2, outputs.Count(value => value < 0.625) / (double)outputs.Length, 0.015);
        Assert.IsGreaterThan(0.8, outputs.Count(value => value is < 0.05f or > 1.2f) / (double)outputs.Length);
    }

    [TestMethod]
    public void Train_ConcreteDropout_LearnsItsRate()
    {
        // Nothing but noise to be learned: the penalty alone moves the rate, up to where the entropy is largest.
        var trunk = new MlpTrunk { Widths = [4], Dropout = new ConcreteDropout { InitialRate = 0.05f, Penalty = 1 } };
        var network = NetworkTrainer.Train(
            Tables.Describe(2, [], new SquaredLoss(), trunk), Tables.Make(200, 2, [], (_, _) => 0), null, Tables.Settings(epochs: 100) with { LearningRate = 0.05f });
        Assert.AreEqual(0, network.Weights["trunk.0.dropout.rate_logit"].Values[0], 0.2);
    }

    [TestMethod]
    public void Declare_SparseFeaturesWithInputDropout_SaysWhatCanBeDone()
    {
        var description = Tables.Describe(9, [], new SquaredLoss(), new MlpTrunk { InputDropout = 0.1f });
        description = description with { Input = description.Input with { IsSparse = true } };
        var error = Assert.ThrowsExactly<ArgumentException>(() => ParameterCatalog.Of(description));
        StringAssert.Contains(error.Message, "StandardDropout cannot read sparse features");
    }

    private static float[] Run(Dropout dropout, float input) => Run(dropout, () => input);

    // The numbers behind the dropout, in training.
    private static unsafe float[] Run(Dropout dropout, Func<float> input)
    {
        var description = Tables.Describe(Width, [], new SquaredLoss(), new MlpTrunk { Widths = [], InputDropout = dropout }, outputs: 1);
        var results = new List<float>();
        var table = Tables.Map(Tables.Make(Rows, Width, [], (_, _) => 0), row =>
        {
            foreach (ref var value in row)
            {
                value = input();
            }
        });
        var batch = new Batch(TableShape.Of(description, withTargets: true), Rows);
        table.Read([.. Enumerable.Range(0, Rows)], batch);
        var graph = Graph.Declare(description);
        var weights = WeightInitializer.Create(
            description, 1, new Dictionary<string, float[]>(StringComparer.Ordinal), new Dictionary<string, float[]>(StringComparer.Ordinal));
        var store = new ParameterStore(graph.Layout, weights);
        graph.Bind(new Binding(store, new AlignedBuffer(graph.Layout.TrainedLength), Rows));
        var weight = graph.Layout.Parameters.Single(parameter => parameter.Spec.Name == "head.Score.weight");
        for (var column = 0; column < Width; column++)
        {
            // The head shows one column after the other.
            for (var i = 0; i < Width; i++)
            {
                store.Pointer(weight)[i] = i == column ? 1 : 0;
            }

            store.Pointer(graph.Layout.Parameters.Single(parameter => parameter.Spec.Name == "head.Score.bias"))[0] = 0;
            store.Pack(WorkerTeam.CallerOnly);
            graph.Forward(new Pass(batch, WorkerTeam.CallerOnly, Training: true, 7, 3));
            results.AddRange(new ReadOnlySpan<float>(graph.Heads[0]!.Data, Rows));
        }

        return [.. results];
    }
}
