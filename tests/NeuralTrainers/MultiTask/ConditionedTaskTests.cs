using NeuralTrainers.Networks;

namespace NeuralTrainers.Tests;

/// <summary>A wage that depends on the sector alone.</summary>
[TestClass]
public class ConditionedTaskTests
{
    private static readonly string[] Sectors = ["farming", "mining", "trade"];
    private static readonly float[] Wages = [3, 0, 5];

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Fit_WageOfASectorThatTheFeaturesTell_NeedsTheCondition()
    {
        // The sector follows a curve in the features that its own layers can learn. Of the wage the tasks share nothing but the features, in
        // which it is not linear.
        var data = _context.Data.LoadFromEnumerable(Make(3000, seed: 1));
        var test = _context.Data.LoadFromEnumerable(Make(500, seed: 2));

        var conditioned = Error(["Sector"]);
        var alone = Error([]);

        Assert.IsLessThan(0.9, conditioned);
        Assert.IsGreaterThan(1.5, alone);

        double Error(string[] conditions)
        {
            NeuralTask[] tasks =
            [
                new RegressionTask("Wage") { ConditionedOn = conditions },
                new MulticlassTask("SectorKey") { Name = "Sector", HeadWidths = [32, 32] },
            ];
            var pipeline = _context.Transforms.Conversion.MapValueToKey("SectorKey", "Sector")
                .Append(_context.MultiTask().Trainers.NeuralNetwork(new MultiTaskTrainer.Options
                {
                    Tasks = tasks,
                    Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [] } },
                    MaximumEpochs = 40,
                    LearningRate = 5e-3f,
                    Seed = 1,
                    NumberOfThreads = 1,
                }));
            return _context.MultiTask().Evaluate(pipeline.Fit(data).Transform(test), tasks).Regression["Wage"].RootMeanSquaredError;
        }
    }

    private static Worker[] Make(int count, ulong seed)
    {
        var random = new RandomStream(seed, 3);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] features = [random.NextGaussian(), random.NextGaussian()];
            var radius = MathF.Sqrt((features[0] * features[0]) + (features[1] * features[1]));
            var sector = radius < 0.8f ? 0 : radius < 1.5f ? 1 : 2;
            return new Worker { Features = features, Sector = Sectors[sector], Wage = Wages[sector] };
        })];
    }

    private sealed class Worker
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Sector { get; set; } = string.Empty;

        public float Wage { get; set; }
    }
}
