using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public sealed class TextLoaderTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [TestMethod]
    public void LoadFromTextFile_Class_ReadsMembersByIndex()
    {
        var data = Load<Row>("skipped,name,x1,x2,yes\n1,  one two ,1.5,-2,true\n2,,3,4e1,0\n", hasHeader: true);

        CollectionAssert.AreEqual(new[] { "one two ", "" }, Rows.Read<ReadOnlyMemory<char>>(data, "Name").Select(t => t.ToString()).ToArray());
        CollectionAssert.AreEqual(new[] { true, false }, Rows.Read<bool>(data, "Flag").ToArray());
        CollectionAssert.AreEqual(new[] { 3f, 40f }, Rows.Read<VBuffer<float>>(data, "Renamed")[1].DenseValues().ToArray());
        Assert.AreEqual(2, ((VectorDataViewType)data.Schema["Renamed"].Type).Size);
    }

    [TestMethod]
    public void LoadFromTextFile_Columns_AreVectorsOfSeveralFields()
    {
        File.WriteAllText(_path, "1,a,2\n3,b,4\n");
        TextLoader.Column[] columns =
        [
            new("Text", DataKind.String, 1),
            new("Pair", DataKind.Single, [new TextLoader.Range(2), new TextLoader.Range(0)]),
            new("One", DataKind.Single, [new TextLoader.Range(2)]),
        ];
        var data = _context.Data.LoadFromTextFile(_path, columns, separatorChar: ',');

        Assert.AreEqual("b", Rows.Read<ReadOnlyMemory<char>>(data, "Text")[1].ToString());
        CollectionAssert.AreEqual(new[] { 4f, 3f }, Rows.Read<VBuffer<float>>(data, "Pair")[1].DenseValues().ToArray());
        CollectionAssert.AreEqual(new[] { 2f, 4f }, Rows.Read<float>(data, "One").ToArray());
    }

    [TestMethod]
    [DataRow("?", float.NaN)]
    [DataRow("NaN", float.NaN)]
    [DataRow("abc", float.NaN)]
    [DataRow("", 0f)]
    [DataRow(" 7", 7f)]
    public void LoadFromTextFile_Number_IsNaNUnlessEmptyOrParsed(string field, float expected)
        => Assert.AreEqual(expected, Rows.Read<float>(Load<Number>($"x,{field},x\n"), "A")[0]);

    [TestMethod]
    public void LoadFromTextFile_QuotedFields_KeepSeparatorsAndQuotes()
    {
        File.WriteAllText(_path, "\"a, b\",1\n\"say \"\"hi\"\"\",2\n");
        var quoted = _context.Data.LoadFromTextFile<Quoted>(_path, separatorChar: ',', allowQuoting: true);
        var plain = _context.Data.LoadFromTextFile<Quoted>(_path, separatorChar: ',');

        CollectionAssert.AreEqual(
            new[] { "a, b", "say \"hi\"" }, Rows.Read<ReadOnlyMemory<char>>(quoted, "Text").Select(t => t.ToString()).ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 2f }, Rows.Read<float>(quoted, "A").ToArray());
        Assert.AreEqual("\"a", Rows.Read<ReadOnlyMemory<char>>(plain, "Text")[0].ToString());
    }

    [TestMethod]
    public void LoadFromTextFile_EmptyLinesAndComments_AreNoRows()
        => CollectionAssert.AreEqual(new[] { 1f, 2f }, Rows.Read<float>(Load<Number>("# comment\nx,1\n\n// comment\nx,2\n"), "A").ToArray());

    [TestMethod]
    public void LoadFromTextFile_InactiveColumnThatDoesNotParse_IsNotParsed()
    {
        var data = Load<Row>("1,name,1,2,maybe\n");

        Assert.AreEqual("name", Rows.Read<ReadOnlyMemory<char>>(data, "Name")[0].ToString());
        Assert.Throws<FormatException>(() => Rows.Read<bool>(data, "Flag"));
    }

    [TestMethod]
    public void LoadFromTextFile_FileMissing_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<Number>(_path + ".missing"));

    private IDataView Load<T>(string text, bool hasHeader = false)
    {
        File.WriteAllText(_path, text);
        return _context.Data.LoadFromTextFile<T>(_path, separatorChar: ',', hasHeader: hasHeader);
    }

    private sealed class Number
    {
        [LoadColumn(1)]
        public float A { get; set; }
    }

    private sealed class Quoted
    {
        [LoadColumn(0)]
        public string Text { get; set; }

        [LoadColumn(1)]
        public float A { get; set; }
    }

    private sealed class Row
    {
        [LoadColumn(1)]
        public string Name { get; set; }

        [LoadColumn(2, 3), ColumnName("Renamed")]
        public float[] Numbers { get; set; }

        [LoadColumn(4)]
        public bool Flag { get; set; }
    }
}
