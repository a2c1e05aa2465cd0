namespace NeuralTrainers.DataView.Tests;

[TestClass]
public class SharedRowsTests
{
    private const int Rows = 9000;

    [TestMethod]
    public void Open_ReadersAtTheirOwnPaces_EachGetsAllRowsAndEachIsReadOnce()
    {
        var source = new CountingDataView(Data.Count(Rows));
        using var rows = SharedRows.TryCreate(source.GetRowCursor(source.Schema), source.Schema)!;
        using var ahead = rows.GetRowCursor([source.Schema["Features"]]);
        using var behind = rows.GetRowCursor([source.Schema["Name"], source.Schema["Features"]]);
        rows.Seal();

        CollectionAssert.AreEqual(Enumerable.Range(0, Rows).Select(row => (float)row).ToList(), Data.Read<VBuffer<float>>(ahead, "Features").ConvertAll(vector => vector.GetItemOrDefault(0)));
        var id = behind.GetIdGetter();
        var name = behind.GetGetter<ReadOnlyMemory<char>>(source.Schema["Name"]);
        for (var row = 0; row < Rows; row++)
        {
            Assert.IsTrue(behind.MoveNext());
            Assert.AreEqual(row, behind.Position);
            DataViewRowId rowId = default;
            id(ref rowId);
            Assert.AreEqual(new DataViewRowId((ulong)row, 0), rowId);
            ReadOnlyMemory<char> text = default;
            name(ref text);
            Assert.AreEqual($"row {row}", text.ToString());
        }

        Assert.IsFalse(behind.MoveNext());
        Assert.AreEqual(-1, behind.Position);
        Assert.AreEqual(Rows * source.Schema.Count, source.Values);
        Assert.ThrowsExactly<InvalidOperationException>(() => { ReadOnlyMemory<char> text = default; name(ref text); });
    }

    [TestMethod]
    public void Open_OnSeveralThreads_EachGetsAllRows()
    {
        var source = Data.Count(Rows);
        using var rows = SharedRows.TryCreate(source.GetRowCursor(source.Schema), source.Schema)!;
        DataViewRowCursor[] readers = [.. Enumerable.Range(0, 4).Select(_ => rows.GetRowCursor(rows.Schema))];
        var sums = new double[readers.Length];

        Parallel.For(0, readers.Length, i => sums[i] = Data.Read<VBuffer<float>>(readers[i], "Features").Sum(vector => (double)vector.GetItemOrDefault(0)));

        Assert.IsTrue(Array.TrueForAll(sums, sum => sum == Rows * (Rows - 1.0) / 2));
    }

    [TestMethod]
    public void Open_Sealed_Throws()
    {
        var source = Data.Count(10);
        using var rows = SharedRows.TryCreate(source.GetRowCursor(source.Schema), source.Schema)!;
        rows.Seal();

        Assert.ThrowsExactly<InvalidOperationException>(() => rows.GetRowCursor(source.Schema));
    }

    [TestMethod]
    public void GetGetter_ColumnNotAskedForOrOfOtherType_Throws()
    {
        var source = Data.Count(10);
        using var rows = SharedRows.TryCreate(source.GetRowCursor(source.Schema), [source.Schema["Name"], source.Schema["Features"]])!;
        using var reader = rows.GetRowCursor([source.Schema["Name"]]);

        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => reader.GetGetter<VBuffer<float>>(source.Schema["Features"])).Message, "'Features' is not active");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => reader.GetGetter<float>(source.Schema["Name"])).Message, "'Name'");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => rows.GetRowCursor([source.Schema["City"]])).Message, "'City'");
    }
}
