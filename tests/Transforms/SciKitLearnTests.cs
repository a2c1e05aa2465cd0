using System.Text.Json;

namespace NeuralTrainers.Transforms.Tests;

/// <summary>The transforms do what scikit-learn's do with the same columns; <c>Fixtures/make_fixtures.py</c> says how the numbers were made.</summary>
[TestClass]
public class SciKitLearnTests
{
    private static readonly Dictionary<string, float?[][]> Arrays = Read();

    private readonly MLContext _context = new(1);

    [TestMethod]
    [DataRow(QuantileDistribution.Normal, "quantile-normal", 1e-4)]
    [DataRow(QuantileDistribution.Uniform, "quantile-uniform", 1e-5)]
    public void QuantileNormalize_LikeQuantileTransformer(QuantileDistribution distribution, string name, double tolerance) =>
        Compare(_context.Transforms.QuantileNormalize("Values", distribution: distribution, quantileCount: 40, noise: 0), name, tolerance);

    [TestMethod]
    public void RobustScale_LikeRobustScaler() => Compare(_context.Transforms.RobustScale("Values", clip: null), "robust", 1e-5);

    [TestMethod]
    [DataRow(Imputation.Median, "imputed-median")]
    [DataRow(Imputation.Mean, "imputed-mean")]
    [DataRow(Imputation.Constant, "imputed-constant")]
    public void IndicateAndImpute_LikeSimpleImputer(Imputation imputation, string name) =>
        Compare(_context.Transforms.IndicateAndImpute("Values", imputation: imputation, constant: -1), name, 1e-5);

    private void Compare(IEstimator<ITransformer> estimator, string name, double tolerance)
    {
        var actual = Columns.Vectors(estimator.Fit(Load("train")).Transform(Load("test")), "Values");

        Assert.HasCount(Arrays[name].Length, actual);
        for (var row = 0; row < actual.Length; row++)
        {
            var expected = Array.ConvertAll(Arrays[name][row], value => value ?? float.NaN);
            Assert.HasCount(expected.Length, actual[row]);
            for (var slot = 0; slot < expected.Length; slot++)
            {
                var isClose = float.IsNaN(expected[slot])
                    ? float.IsNaN(actual[row][slot])
                    : Math.Abs(expected[slot] - actual[row][slot]) <= tolerance * Math.Max(1, Math.Abs(expected[slot]));
                Assert.IsTrue(isClose, $"Row {row}, slot {slot}: {actual[row][slot]} instead of {expected[slot]}.");
            }
        }
    }

    private IDataView Load(string name) =>
        _context.Data.LoadFromEnumerable(Arrays[name].Select(row => new FixtureRow { Values = Array.ConvertAll(row, value => value ?? float.NaN) }));

    private static Dictionary<string, float?[][]> Read()
    {
        using var stream = typeof(SciKitLearnTests).Assembly.GetManifestResourceStream("Fixtures/scikit-learn.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, float?[][]>>(stream)!;
    }
}
