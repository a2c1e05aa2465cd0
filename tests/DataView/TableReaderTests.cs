using System.Globalization;

namespace NeuralTrainers.DataView.Tests;

[TestClass]
public class TableReaderTests
{
    private static readonly RowLayout Labeled = Data.Layout with { Labels = [new LabelColumn("Label", LabelKind.Number, null)],
        WeightColumnName = "Weight" };

    [TestMethod]
    public void Read_Rows_GivesAllColumns()
    {
        var sink = Read(
            Data.Of(new Item { Features = [1, 2], City = 1, Label = 3, Weight = 4 }, new Item { Features = [5, 6], Label = 7 }));

        Assert.HasCount(2, sink.Rows);
        CollectionAssert.AreEqual(new[] { 1f, 2f }, sink.Rows[0].Features);
        CollectionAssert.AreEqual(new[] { 2 }, sink.Rows[0].Keys);
        CollectionAssert.AreEqual(new[] { 3f }, sink.Rows[0].Labels);
        Assert.AreEqual(4f, sink.Rows[0].Weight);
        CollectionAssert.AreEqual(new[] { 0 }, sink.Rows[1].Keys);
    }

    [TestMethod]
    public void Read_RowOfWeightZero_LeavesItOut()
    {
        var sink = Read(Data.Of(new Item { Weight = 0, Label = float.NaN, Features = [float.NaN, 0] }, new Item { Label = 2 }));

        Assert.HasCount(1, sink.Rows);
        Assert.AreEqual(2, sink.Rows[0].Labels[0]);
    }

    [TestMethod]
    public void Read_UnseenKey_IsZero()
    {
        var sink = new ListSink(2, 1, 0);
        TableReader.Read(Data.Of(new Item { City = 2 }), Data.Layout with { Keys = [new KeyColumn("City", 2)] }, sink, "test", default);

        Assert.AreEqual(0, sink.Rows[0].Keys[0]);
    }

    [TestMethod]
    [DataRow(float.NaN, "missing (NaN)")]
    [DataRow(float.PositiveInfinity, "Infinity")]
    public void Read_FeatureNotFinite_NamesColumnSlotRowAndRemedy(float value, string problem)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read(Data.Of(new Item(), new Item { Features = [0, value] })));

        AssertContains(exception.Message, "'Features'", "slot 1", "row 1", problem);
    }

    [TestMethod]
    public void Read_FeatureMissingInNamedSlot_NamesTheSlot()
    {
        var context = new MLContext(1);
        var data = context.Transforms.Concatenate("Both", "Label", "Weight").Fit(Data.Of(new Item())).Transform(
            Data.Of(new Item { Weight = float.NaN }));
        var layout = new RowLayout { Features = new FeatureColumn("Both", 2, IsSparse: false) };

        var exception = Assert.Throws<InvalidOperationException>(
            () => TableReader.Read(data, layout, new ListSink(2, 0, 0), "test", default));

        AssertContains(exception.Message, "slot 1", "Weight", "ReplaceMissingValues");
    }

    [TestMethod]
    [DataRow(float.NaN, "missing")]
    [DataRow(float.NegativeInfinity, "Infinity")]
    public void Read_LabelNotFinite_NamesColumnAndRow(float label, string problem)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read(Data.Of(new Item(), new Item(), new Item { Label = label })));

        AssertContains(exception.Message, "'Label'", "row 2", problem);
    }

    [TestMethod]
    public void Read_KeyLabelMissingOrUnknown_NamesColumnAndRow()
    {
        var layout = new RowLayout { Labels = [new LabelColumn("City", LabelKind.Key, 2)] };

        var missing = Assert.Throws<InvalidOperationException>(
            () => TableReader.Read(Data.Of(new Item()), layout, new ListSink(0, 0, 1), "test", default));
        var unknown = Assert.Throws<InvalidOperationException>(
            () => TableReader.Read(Data.Of(new Item { City = 2 }), layout, new ListSink(0, 0, 1), "test", default));

        AssertContains(missing.Message, "'City'", "row 0", "missing");
        AssertContains(unknown.Message, "'City'", "row 0", "3", "2 classes");
    }

    [TestMethod]
    [DataRow(-1f)]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void Read_BadWeight_NamesColumnRowAndValue(float weight)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Read(Data.Of(new Item(), new Item { Weight = weight })));

        AssertContains(exception.Message, "'Weight'", "row 1", weight.ToString(CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public void Read_NoRowsOrNoWeight_SaysSo()
    {
        AssertContains(Assert.Throws<InvalidOperationException>(() => Read(Data.Of())).Message, "no rows");
        AssertContains(Assert.Throws<InvalidOperationException>(() => Read(Data.Of(new Item { Weight = 0 }))).Message, "'Weight'", "0");
    }

    [TestMethod]
    public void Read_Cancelled_Throws() =>
        Assert.Throws<OperationCanceledException>(
            () => TableReader.Read(Data.Count(3), Data.Layout, new ListSink(2, 1, 0), "test", new CancellationToken(canceled: true)));

    [TestMethod]
    public void Read_KeysOfAnyRawType_AreRead()
    {
        var data = new MappedDataView(Data.Count(1), new KeysMap(Data.Count(1).Schema));
        var layout = new RowLayout { Keys = [new("A", 5), new("B", 5), new("C", 5), new("D", 5)] };
        var sink = new ListSink(0, 4, 0);

        TableReader.Read(data, layout, sink, "test", default);

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, sink.Rows[0].Keys);
    }

    [TestMethod]
    public void Cardinality_TooManyKeys_SaysWhatToDo()
    {
        var schema = new KeysMap(Data.Count(1).Schema).OutputSchema;

        AssertContains(Assert.Throws<ArgumentException>(() => KeyGetter.Cardinality(schema["Huge"])).Message, "'Huge'", "MapValueToKey");
        Assert.AreEqual(5, KeyGetter.Cardinality(schema["A"]));
    }

    private static ListSink Read(IDataView data)
    {
        var sink = new ListSink(2, 1, 1);
        TableReader.Read(data, Labeled, sink, "test", default);
        return sink;
    }

    private static void AssertContains(string message, params string[] parts)
    {
        foreach (var part in parts)
        {
            Assert.Contains(part, message);
        }
    }

    /// <summary>Adds a key column of each raw type.</summary>
    private sealed class KeysMap(DataViewSchema schema) : RowMap(
        schema,
        [
            new("A", new KeyDataViewType(typeof(byte), 5)),
            new("B", new KeyDataViewType(typeof(ushort), 5)),
            new("C", new KeyDataViewType(typeof(uint), 5)),
            new("D", new KeyDataViewType(typeof(ulong), 5)),
            new("Huge", new KeyDataViewType(typeof(ulong), 5_000_000_000)),
        ])
    {
        public override IEnumerable<DataViewSchema.Column> Dependencies(ReadOnlySpan<bool> active) => [];

        public override Delegate?[] CreateGetters(DataViewRow input, ReadOnlySpan<bool> active) =>
        [
            new ValueGetter<byte>((ref byte value) => value = 1),
            new ValueGetter<ushort>((ref ushort value) => value = 2),
            new ValueGetter<uint>((ref uint value) => value = 3),
            new ValueGetter<ulong>((ref ulong value) => value = 4),
            null,
        ];
    }
}
