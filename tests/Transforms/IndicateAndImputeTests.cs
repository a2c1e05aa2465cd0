namespace NeuralTrainers.Transforms.Tests;

[TestClass]
public class IndicateAndImputeTests
{
    private static readonly NumberRow[] Rows =
    [
        new() { Single = 1, Double = 1, Pair = [1, 10] },
        new() { Single = 2, Double = 2, Pair = [float.NaN, 20] },
        new() { Single = 9, Double = double.NaN, Pair = [3, 30] },
    ];

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void IndicateAndImpute_MissingInTraining_GetsAnIndicator()
    {
        var data = _context.Transforms.IndicateAndImpute([new("Single"), new("Double"), new("Pair")]).Fit(Load(Rows)).Transform(Load(Rows));

        CollectionAssert.AreEqual(new float[] { 9 }, Columns.Vectors(data, "Single")[2]);
        CollectionAssert.AreEqual(new[] { 1.5f, 1 }, Columns.Vectors(data, "Double")[2]);
        CollectionAssert.AreEqual(new float[] { 2, 20, 1 }, Columns.Vectors(data, "Pair")[1]);
        CollectionAssert.AreEqual(new[] { "Double", "Double.IsMissing" }, Names(data, "Double"));
        CollectionAssert.AreEqual(new[] { string.Empty, string.Empty, "0.IsMissing" }, Names(data, "Pair"));
    }

    [TestMethod]
    public void IndicateAndImpute_FirstMissingWhenPredicting_IsImputed()
    {
        var transformer = _context.Transforms.IndicateAndImpute("Single", imputation: Imputation.Mean).Fit(Load(Rows));

        var data = transformer.Transform(Load(new NumberRow { Single = float.NaN }));

        CollectionAssert.AreEqual(new float[] { 4 }, Columns.Vectors(data, "Single")[0]);
    }

    [TestMethod]
    public void IndicateAndImpute_WhenAsked_IndicatesEverySlot()
    {
        var transformer = _context.Transforms.IndicateAndImpute("Single", imputation: Imputation.Constant, constant: -1, indicateAlways: true).Fit(Load(Rows));

        var data = transformer.Transform(Load(new NumberRow { Single = float.NaN }, new NumberRow { Single = 5 }));

        CollectionAssert.AreEqual(new float[] { -1, 1 }, Columns.Vectors(data, "Single")[0]);
        CollectionAssert.AreEqual(new float[] { 5, 0 }, Columns.Vectors(data, "Single")[1]);
    }

    [TestMethod]
    public void IndicateAndImpute_SlotNeverPresent_BecomesZero()
    {
        var data = Load(new NumberRow { Single = float.NaN });

        CollectionAssert.AreEqual(new float[] { 0, 1 }, Columns.Vectors(_context.Transforms.IndicateAndImpute("Single").Fit(data).Transform(data), "Single")[0]);
    }

    [TestMethod]
    public void IndicateAndImpute_SavedAndLoaded_GivesTheSame()
    {
        var transformer = _context.Transforms.IndicateAndImpute([new("Pair"), new("Double")]).Fit(Load(Rows));
        using var file = new MemoryStream();
        _context.Model.Save(transformer, Load(Rows).Schema, file);
        file.Position = 0;

        var data = new MLContext().Model.Load(file, out _).Transform(Load(Rows));

        CollectionAssert.AreEqual(new float[] { 2, 20, 1 }, Columns.Vectors(data, "Pair")[1]);
        CollectionAssert.AreEqual(new[] { "Double", "Double.IsMissing" }, Names(data, "Double"));
    }

    private static string[] Names(IDataView data, string column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        data.Schema[column].GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private IDataView Load(params NumberRow[] rows) => _context.Data.LoadFromEnumerable(rows);
}
