using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class CursorTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Position_OutsideOfRows_IsMinusOne(bool cached)
    {
        var data = cached ? _context.Data.Cache(Rows.Of(1, 2)) : Rows.Of(1, 2);
        using var cursor = data.GetRowCursor(data.Schema);

        Assert.AreEqual(-1, cursor.Position);
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(0, cursor.Position);
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(1, cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1, cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void GetGetter_InactiveColumnOrOtherType_Throws(bool cached)
    {
        var data = cached ? _context.Data.Cache(Rows.Of(1)) : Rows.Of(1);
        using var inactive = data.GetRowCursor([]);
        using var active = data.GetRowCursor(data.Schema);

        Assert.IsFalse(inactive.IsColumnActive(data.Schema["A"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => inactive.GetGetter<float>(data.Schema["A"]));
        Assert.Throws<InvalidOperationException>(() => active.GetGetter<double>(data.Schema["A"]));
    }

    [TestMethod]
    public void Cache_WithRandom_ShufflesRowsAndKeepsTheirIds()
    {
        var values = Enumerable.Range(0, 50).Select(i => (float)i).ToArray();
        var data = _context.Data.Cache(Rows.Of(values));
        Assert.IsTrue(data.CanShuffle);

        using var cursor = data.GetRowCursor(data.Schema, new Random(1));
        var getter = cursor.GetGetter<float>(data.Schema["A"]);
        var idGetter = cursor.GetIdGetter();
        var read = new List<float>();
        while (cursor.MoveNext())
        {
            float value = 0;
            DataViewRowId id = default;
            getter(ref value);
            idGetter(ref id);
            Assert.AreEqual(new DataViewRowId((ulong)value, 0), id);
            read.Add(value);
        }

        CollectionAssert.AreNotEqual(values, read);
        CollectionAssert.AreEquivalent(values, read);
    }

    [TestMethod]
    public void Cache_ReadTwice_ReadsItsSourceOnce()
    {
        var transformer = new DoublingTransformer("");
        var data = _context.Data.Cache(transformer.Transform(Rows.Of(1, 2, 3)));

        var first = Rows.Read<float>(data, "B");
        var second = Rows.Read<float>(data, "B");

        CollectionAssert.AreEqual(new[] { 2f, 4f, 6f }, first.ToArray());
        CollectionAssert.AreEqual(first.ToArray(), second.ToArray());
        Assert.AreEqual(3, transformer.Computed);
    }

    [TestMethod]
    public void TakeRows_OfFiveRows_GivesTheFirst()
        => CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, Rows.Read<float>(_context.Data.TakeRows(Rows.Of(1, 2, 3, 4, 5), 3), "A").ToArray());

    [TestMethod]
    public void FilterRowsByMissingValues_NaNAndMissingKey_LeavesTheirRowsOut()
    {
        var numbers = Rows.Of(1, float.NaN, 3, 4);
        var data = _context.Transforms.Conversion.MapValueToKey("Key", "A").Fit(Rows.Of(1, 3)).Transform(numbers);

        CollectionAssert.AreEqual(new[] { 1f, 3f, 4f }, Rows.Read<float>(_context.Data.FilterRowsByMissingValues(data, "A"), "A").ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 3f }, Rows.Read<float>(_context.Data.FilterRowsByMissingValues(data, "A", "Key"), "A").ToArray());
    }

    [TestMethod]
    public void FilterRowsByMissingValues_TypeWithoutMissingValue_Throws() => Assert.Throws<ArgumentOutOfRangeException>(
        () => _context.Data.FilterRowsByMissingValues(_context.Data.LoadFromEnumerable([new Flag()]), "Value"));

    [TestMethod]
    public void GetRowCount_OfArray_IsKnown() => Assert.AreEqual(2, Rows.Of(1, 2).GetRowCount());

    private sealed class Flag
    {
        public bool Value { get; set; }
    }
}
