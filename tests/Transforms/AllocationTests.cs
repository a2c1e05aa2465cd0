namespace NeuralTrainers.Transforms.Tests;

/// <summary>Reading a value of a transformed row leaves nothing to collect, as a prediction engine that serves many wants it.</summary>
[TestClass]
public class AllocationTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void QuantileNormalize_Row_AllocatesNothing() =>
        AssertNothing<VBuffer<float>>(_context.Transforms.QuantileNormalize("Out", "Pair"), "Out");

    [TestMethod]
    public void IndicateAndImpute_Row_AllocatesNothing() =>
        AssertNothing<VBuffer<float>>(_context.Transforms.IndicateAndImpute("Out", "Pair"), "Out");

    [TestMethod]
    public void TabularFeaturizer_Row_AllocatesNothing()
    {
        AssertNothing<VBuffer<float>>(_context.Transforms.TabularFeaturizer(), "Features");
        AssertNothing<uint>(_context.Transforms.TabularFeaturizer(), "City");
    }

    private void AssertNothing<TValue>(IEstimator<ITransformer> estimator, string column)
    {
        var data = _context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 50).Select(i => new TableRow { City = $"C{i % 5}", Age = i, Rooms = i % 3, Pair = [i, i % 7 == 0 ? float.NaN : i] }));
        var mapper = estimator.Fit(data).GetRowToRowMapper(data.Schema);
        using var cursor = data.GetRowCursor(data.Schema);
        cursor.MoveNext();
        using var row = mapper.GetRow(cursor, [mapper.OutputSchema[column]]);
        var getter = row.GetGetter<TValue>(mapper.OutputSchema[column]);
        TValue value = default!;
        getter(ref value);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            getter(ref value);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
