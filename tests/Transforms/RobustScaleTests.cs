namespace NeuralTrainers.Transforms.Tests;

[TestClass]
public class RobustScaleTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void RobustScale_Outliers_StayBelowTheClip()
    {
        NumberRow[] rows = [.. Enumerable.Range(0, 101).Select(i => new NumberRow { Single = i == 100 ? 1e30f : i, Double = i == 0 ? double.NegativeInfinity : i })];

        var data = Fit(rows, _context.Transforms.RobustScale([new("Single"), new("Double")]));

        var values = Columns.Read<float>(data, "Single");
        Assert.AreEqual(0, values[50], 1e-5f);
        Assert.AreEqual(0.5 / Math.Sqrt(1 + (0.25 / 9)), values[75], 1e-5f);
        Assert.AreEqual(3, values[100], 1e-5f);
        Assert.AreEqual(-3, Columns.Read<float>(data, "Double")[0]);
    }

    [TestMethod]
    public void RobustScale_EqualQuartiles_DividesByHalfTheRange()
    {
        var rows = Enumerable.Range(0, 100).Select(i => new NumberRow { Single = i == 0 ? 8 : 4, Int32 = 5 }).ToArray();

        var data = Fit(rows, _context.Transforms.RobustScale([new("Single"), new("Int32")], clip: null));

        Assert.AreEqual(2, Columns.Read<float>(data, "Single")[0]);
        CollectionAssert.AreEqual(new float[100], Columns.Read<float>(data, "Int32"));
    }

    [TestMethod]
    public void RobustScale_ClipOfZero_IsNamed() =>
        Assert.Contains("clip is 0", Assert.Throws<ArgumentException>(() => _context.Transforms.RobustScale("Single", clip: 0)).Message);

    private IDataView Fit(NumberRow[] rows, IEstimator<ITransformer> estimator) =>
        estimator.Fit(_context.Data.LoadFromEnumerable(rows)).Transform(_context.Data.LoadFromEnumerable(rows));
}
