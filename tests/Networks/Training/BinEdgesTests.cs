using FsCheck;
using FsCheck.Fluent;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class BinEdgesTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    [DataRow(48)]
    public void Of_ManyValues_GivesNumPysQuantiles(int bins)
    {
        var fixture = Fixture.Load("quantiles");

        BackendProbe.AssertClose(fixture.Values($"edges{bins}"), Edges(fixture.Values("values"), bins), 1e-6f, "edge");
    }

    [TestMethod]
    public void Of_FewValues_HasAnEdgeAtEach()
    {
        CollectionAssert.AreEqual(new[] { -1f, 2f, 3f, 10f }, Edges([3, 2, 3, -1, 10, 10, 10, 2], 3));
    }

    [TestMethod]
    public void Of_MostlyOneValue_KeepsDistinctQuantilesOnly()
    {
        float[] values = [.. new float[900], .. Enumerable.Range(1, 100).Select(i => (float)i)];

        var edges = Edges(values, 10);

        // Nine of ten quantiles are zero.
        Assert.HasCount(3, edges);
        Assert.AreEqual(0f, edges[0]);
        Assert.AreEqual(100f, edges[2]);
    }

    [TestMethod]
    [DataRow(7f)]
    [DataRow(-1e30f)]
    public void Of_ConstantFeature_HasOneBin(float value)
    {
        var edges = Edges([value, value, value], 48);

        Assert.HasCount(2, edges);
        Assert.AreEqual(value, edges[0]);
        Assert.IsGreaterThan(edges[0], edges[1]);
    }

    [TestMethod]
    public void Of_AnyValues_AscendsFromLeastToGreatest()
    {
        var values = ArbMap.Default.GeneratorFor<float>().Where(float.IsFinite).NonEmptyListOf().ToArbitrary();
        Prop.ForAll(values, list =>
        {
            float[] numbers = [.. list];
            var edges = Edges(numbers, 5);
            Assert.IsTrue(edges.Length is >= 2 and <= 6);
            Assert.IsTrue(edges.Zip(edges.Skip(1)).All(pair => pair.First < pair.Second && float.IsFinite(1 / (pair.Second - pair.First))));
            Assert.AreEqual(numbers.Min(), edges[0]);
        }).QuickCheckThrowOnFailure();
    }

    [TestMethod]
    public void Of_MoreRowsThanTheSample_StillFindsTheQuantiles()
    {
        float[] values = [.. Enumerable.Range(0, 250_000).Select(i => (float)((i * 7919L) % 250_000))];

        var edges = Edges(values, 4);

        for (var i = 0; i <= 4; i++)
        {
            Assert.AreEqual(i * 62_500, edges[i], 1000);
        }
    }

    [TestMethod]
    public void Of_TreeOnAStep_SplitsWhereTheLabelJumps()
    {
        // Equally many rows on each unit of the axis; the label jumps at 0.9 and at 7.5 and is flat elsewhere.
        float[] values = [.. Enumerable.Range(0, 4000).Select(i => i / 400f)];
        foreach (var (loss, outputs) in new (Loss, int)[] { (new SquaredLoss(), 1), (new BinaryCrossEntropyLoss(), 1), (new CategoricalCrossEntropyLoss(), 2) })
        {
            var edges = Edges(values, 20, x => x is > 0.9f and < 7.5f ? 1 : 0, loss, outputs);

            BackendProbe.AssertClose([0, 0.9f, 7.5f, values[^1]], edges, 3e-3f, loss.GetType().Name);
        }
    }

    [TestMethod]
    public void Of_TreeOnNoise_HasNoBinOfFewRows()
    {
        var random = new RandomStream(3, 5);
        float[] values = [.. Enumerable.Range(0, 1000).Select(_ => random.NextGaussian())];

        var edges = Edges(values, 48, _ => random.NextGaussian());

        for (var bin = 0; bin < edges.Length - 1; bin++)
        {
            Assert.IsGreaterThanOrEqualTo(64, values.Count(value => value >= edges[bin] && (value < edges[bin + 1] || bin == edges.Length - 2)));
        }
    }

    private static float[] Edges(float[] values, int bins) =>
        Edges(new PiecewiseLinearEncoding { MaximumBins = bins, Features = [0], Binning = Binning.Quantile }, values, _ => 0, new SquaredLoss(), 1);

    private static float[] Edges(float[] values, int bins, Func<float, float> label, Loss? loss = null, int outputs = 1) =>
        Edges(
            new PiecewiseLinearEncoding { MaximumBins = bins, Features = [0], Binning = Binning.DecisionTree }, values, label, loss ?? new SquaredLoss(), outputs);

    private static float[] Edges(PiecewiseLinearEncoding encoding, float[] values, Func<float, float> label, Loss loss, int outputs)
    {
        var batch = new Batch(new TableShape(1, false, 0, 1), values.Length);
        foreach (var value in values)
        {
            var row = batch.AddRow();
            batch.NumericRow(row)[0] = value;
            batch.TargetRow(row)[0] = label(value);
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return BinEdges.Of(encoding, table, [new HeadDescription { Name = "y", OutputCount = outputs, Loss = loss }], threads: 2)[0];
    }
}
