namespace NeuralTrainers.DataView.Tests;

[TestClass]
public class FeatureColumnsTests
{
    [TestMethod]
    [DataRow(1000, 1, false)]
    [DataRow(1001, 100, true)]
    [DataRow(1001, 101, false)]
    public void Find_VectorOfSlots_IsSparseIfLongAndMostlyEmpty(int slots, int filled, bool isSparse)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, slots);
        var row = new Row { Features = new VBuffer<float>(
            slots, filled, [.. Enumerable.Repeat(1f, filled)], [.. Enumerable.Range(0, filled)]) };
        var data = new MLContext(1).Data.LoadFromEnumerable([row, row], definition);

        Assert.AreEqual(new FeatureColumn("Features", slots, isSparse), FeatureColumns.Find(data, "Features"));
    }

    [TestMethod]
    public void Find_Number_IsDense() =>
        Assert.AreEqual(new FeatureColumn("Label", null, IsSparse: false), FeatureColumns.Find(Data.Count(1), "Label"));

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Read_DenseAndSparseVectors_GiveTheSameRows(bool isSparse)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 4);
        var data = new MLContext(1).Data.LoadFromEnumerable(
            [new Row { Features = new VBuffer<float>(4, [0, 1, 0, 2]) }, new Row { Features = new VBuffer<float>(4, 2, [1, 2], [1, 3]) }],
                definition);
        var sink = new ListSink(4, 0, 0);

        TableReader.Read(data, new RowLayout { Features = new FeatureColumn("Features", 4, isSparse) }, sink, "test", default);

        CollectionAssert.AreEqual(new[] { 0f, 1, 0, 2 }, sink.Rows[0].Features);
        CollectionAssert.AreEqual(new[] { 0f, 1, 0, 2 }, sink.Rows[1].Features);
    }

    private sealed class Row
    {
        public VBuffer<float> Features { get; set; }
    }
}
