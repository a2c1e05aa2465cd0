namespace NeuralTrainers.Transforms.Tests;

[TestClass]
public class QuantileNormalizeTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void QuantileNormalize_SkewedNumbers_BecomeStandardNormal()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => new NumberRow { Single = MathF.Exp(i / 500f) }).ToArray();

        var values = Columns.Read<float>(Fit(rows, _context.Transforms.QuantileNormalize("Out", "Single")), "Out");

        Assert.AreEqual(0, values.Average(), 0.02);
        Assert.AreEqual(1, Math.Sqrt(values.Average(value => value * value)), 0.05);
        CollectionAssert.AreEqual(values.Order().ToArray(), values);
    }

    [TestMethod]
    public void QuantileNormalize_NumbersOfEveryType_GiveTheSame()
    {
        var rows = Enumerable.Range(0, 100).Select(i => new NumberRow { Single = i, Double = i, Int32 = i, Pair = [i, -i] }).ToArray();

        var data = Fit(rows, _context.Transforms.QuantileNormalize([new("Single"), new("Double"), new("Int32"), new("Pair")], noise: 0));

        var expected = Columns.Read<float>(data, "Single");
        CollectionAssert.AreEqual(expected, Columns.Read<float>(data, "Double"));
        CollectionAssert.AreEqual(expected, Columns.Read<float>(data, "Int32"));
        CollectionAssert.AreEqual(expected, Columns.Vectors(data, "Pair").Select(pair => pair[0]).ToArray());
        CollectionAssert.AreEqual(expected, Columns.Vectors(data, "Pair").Select(pair => -pair[1]).ToArray());
    }

    [TestMethod]
    public void QuantileNormalize_MissingConstantAndOutside_AreHandled()
    {
        NumberRow[] rows = [.. Enumerable.Range(0, 50).Select(i => new NumberRow { Single = i == 7 ? float.NaN : i, Double = 3 })];
        var transformer = _context.Transforms.QuantileNormalize([new("Single"), new("Double")], noise: 0).Fit(Load(rows));

        var data = transformer.Transform(Load(
            new() { Single = float.NaN, Double = 3 }, new() { Single = -1000, Double = 8 }, new() { Single = float.PositiveInfinity }));

        var values = Columns.Read<float>(data, "Single");
        Assert.AreEqual(float.NaN, values[0]);
        Assert.AreEqual(-5.1993f, values[1], 1e-3f);
        Assert.AreEqual(5.1993f, values[2], 1e-3f);
        CollectionAssert.AreEqual(new float[] { 0, 0, 0 }, Columns.Read<float>(data, "Double"));
    }

    [TestMethod]
    public void QuantileNormalize_ValueOfHalfTheRows_GetsTheMiddleOfItsRanks()
    {
        var rows = Enumerable.Range(0, 1000).Select(i => new NumberRow { Single = i < 500 ? 0 : i }).ToArray();

        foreach (var noise in new[] { 0, 1e-3f })
        {
            var transform = _context.Transforms.QuantileNormalize("Out", "Single", QuantileDistribution.Uniform, noise: noise);
            Assert.AreEqual(0.25f, Columns.Read<float>(Fit(rows, transform), "Out")[0], 0.03f);
        }
    }

    [TestMethod]
    public void QuantileNormalize_SlotNames_AreKept()
    {
        var rows = Load(new NumberRow { Single = 1 }, new NumberRow());
        var data = _context.Transforms.Concatenate("Features", "Single", "Pair").Fit(rows).Transform(rows);

        var normalized = _context.Transforms.QuantileNormalize("Out", "Features").Fit(data).GetOutputSchema(data.Schema)["Out"];

        VBuffer<ReadOnlyMemory<char>> names = default;
        normalized.GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "Single", string.Empty, string.Empty }, names.DenseValues().Select(name => name.ToString()).ToArray());
        Assert.IsTrue(normalized.IsNormalized());
    }

    [TestMethod]
    public void QuantileNormalize_SavedAndLoaded_GivesTheSame()
    {
        var data = Load([.. Enumerable.Range(0, 300).Select(i => new NumberRow { Single = i % 37, Pair = [i, i * i] })]);
        var transformer = _context.Transforms.QuantileNormalize([new("Out", "Single"), new("Pair")]).Fit(data);
        using var file = new MemoryStream();
        _context.Model.Save(transformer, data.Schema, file);
        file.Position = 0;

        var loaded = new MLContext().Model.Load(file, out _);

        CollectionAssert.AreEqual(
            Columns.Read<float>(transformer.Transform(data), "Out"), Columns.Read<float>(loaded.Transform(data), "Out"));
        CollectionAssert.AreEqual(
            Columns.Vectors(transformer.Transform(data), "Pair").SelectMany(pair => pair).ToArray(),
            Columns.Vectors(loaded.Transform(data), "Pair").SelectMany(pair => pair).ToArray());
    }

    [TestMethod]
    public void QuantileNormalize_WrongColumnOrArgument_IsNamed()
    {
        var data = Load(new NumberRow());

        Assert.Contains("'Nobody'", Assert.Throws<ArgumentException>(() => _context.Transforms.QuantileNormalize("Nobody").Fit(data)).Message);
        Assert.Contains("quantileCount is 1", Assert.Throws<ArgumentException>(() => _context.Transforms.QuantileNormalize("Single", quantileCount: 1)).Message);
        Assert.Contains("noise is -1", Assert.Throws<ArgumentException>(() => _context.Transforms.QuantileNormalize("Single", noise: -1)).Message);
        Assert.Contains("'Out'", Assert.Throws<ArgumentException>(
            () => _context.Transforms.QuantileNormalize([new("Out", "Single"), new("Out", "Double")])).Message);
        Assert.Contains("no rows", Assert.Throws<InvalidOperationException>(
            () => _context.Transforms.QuantileNormalize("Single").Fit(Load([]))).Message);
    }

    [TestMethod]
    public void QuantileNormalize_TenMillionRows_TakesMemoryForTheSketchOnly()
    {
        const int Rows = 10_000_000;
        var data = _context.Data.LoadFromEnumerable(OneObject(Rows));
        var estimator = _context.Transforms.QuantileNormalize("Double", distribution: QuantileDistribution.Uniform, noise: 0);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var transformer = estimator.Fit(data);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsLessThan(4_000_000, allocated);
        var quarter = Columns.Read<float>(transformer.Transform(Load(new NumberRow { Double = Rows / 4 })), "Double")[0];
        Assert.AreEqual(0.25f, quarter, 1e-3f);
    }

    // The numbers from 0 to the count, once each, without an object per row.
    private static IEnumerable<NumberRow> OneObject(int count)
    {
        var row = new NumberRow();
        for (var i = 0; i < count; i++)
        {
            row.Double = (long)i * 618_033 % count;
            yield return row;
        }
    }

    private IDataView Fit(NumberRow[] rows, IEstimator<ITransformer> estimator) => estimator.Fit(Load(rows)).Transform(Load(rows));

    private IDataView Load(params NumberRow[] rows) => _context.Data.LoadFromEnumerable(rows);
}
