namespace NeuralTrainers.Transforms.Tests;

[TestClass]
public class QuantileSketchTests
{
    private const int Rows = 1_000_000;

    [TestMethod]
    [DataRow("shuffled")]
    [DataRow("ascending")]
    [DataRow("descending")]
    public void Quantiles_OfAMillionNumbers_AreWithinTheRankErrorOfAFewKept(string order)
    {
        var summary = new SlotSummary(seed: 3);
        for (var i = 0; i < Rows; i++)
        {
            summary.Add(NumberAt(i, order));
        }

        var quantiles = summary.Quantiles(1001);

        Assert.IsLessThan(3 * QuantileSketch.DefaultCapacity, summary.Sketch.KeptCount);
        AssertRanks(quantiles, Rows, tolerance: 5e-4);
    }

    [TestMethod]
    public void Merge_OfPartsOfTheRows_AnswersForAllOfThem()
    {
        var whole = new QuantileSketch(seed: 0);
        for (var part = 0; part < 10; part++)
        {
            var sketch = new QuantileSketch(seed: part);
            for (var i = part * Rows / 10; i < (part + 1) * Rows / 10; i++)
            {
                sketch.Add(NumberAt(i, "ascending"));
            }

            whole.Merge(sketch);
        }

        var (values, weights) = whole.Sorted();
        Assert.AreEqual(Rows, whole.Count);
        Assert.AreEqual(Rows, weights.Sum());
        Assert.AreEqual(0, whole.Minimum);
        Assert.AreEqual(Rows - 1, whole.Maximum);
        Assert.IsLessThan(3 * QuantileSketch.DefaultCapacity, whole.KeptCount);
        long below = 0;
        for (var i = 0; i < values.Length; i++)
        {
            Assert.AreEqual(values[i], below, 5e-4 * Rows);
            below += weights[i];
        }
    }

    [TestMethod]
    public void Add_SameNumbersAndSeed_KeepsTheSame()
    {
        var (first, second) = (new QuantileSketch(seed: 5), new QuantileSketch(seed: 5));
        for (var i = 0; i < 100_000; i++)
        {
            first.Add(NumberAt(i, "shuffled"));
            second.Add(NumberAt(i, "shuffled"));
        }

        CollectionAssert.AreEqual(first.Sorted().Values, second.Sorted().Values);
    }

    [TestMethod]
    public void Quantiles_OfFewNumbers_AreExact()
    {
        var summary = new SlotSummary(seed: 0);
        foreach (var value in new[] { 4, 1, double.NaN, 2, double.PositiveInfinity, 9 })
        {
            summary.Add(value);
        }

        CollectionAssert.AreEqual(new double[] { 1, 2, 4, 9 }, summary.Quantiles(4));
        CollectionAssert.AreEqual(new double[] { 3 }, summary.Quantiles(1));
        CollectionAssert.AreEqual(new[] { 1, 1.75, 3, 5.25, 9 }, summary.Quantiles(5));
        Assert.AreEqual(1, summary.MissingCount);
        Assert.AreEqual(4, summary.Mean);
    }

    // Every number from 0 to the number of rows, once each.
    private static double NumberAt(int i, string order) => order switch
    {
        "ascending" => i,
        "descending" => Rows - 1 - i,
        _ => (long)i * 618_033 % Rows,
    };

    private static void AssertRanks(double[] quantiles, int rows, double tolerance)
    {
        for (var i = 0; i < quantiles.Length; i++)
        {
            Assert.AreEqual((double)i / (quantiles.Length - 1), quantiles[i] / (rows - 1), tolerance);
        }
    }
}
