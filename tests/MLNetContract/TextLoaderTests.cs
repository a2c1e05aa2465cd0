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
    [DataRow("?", float.NaN)]
    [DataRow("NaN", float.NaN)]
    [DataRow("abc", float.NaN)]
    [DataRow("", 0f)]
    [DataRow(" 7", 7f)]
    public void LoadFromTextFile_Number_IsNaNUnlessEmptyOrParsed(string field, float expected)
        => Assert.AreEqual(expected, Rows.Read<float>(Load<Number>($"x,{field},x\n"), "A")[0]);

    [TestMethod]
    public void LoadFromTextFile_MissingRealsAsNaNs_MakesEmptyFieldsNaN()
    {
        File.WriteAllText(_path, "x,,x\nx\n");
        var data = _context.Data.LoadFromTextFile(
            _path, new TextLoader.Options { Separators = [','], MissingRealsAsNaNs = true, Columns = [new("A", DataKind.Single, 1)] });

        Assert.IsTrue(Rows.Read<float>(data, "A").All(float.IsNaN));
    }

    [TestMethod]
    public void LoadFromTextFile_QuotedFields_KeepSeparatorsAndQuotes()
    {
        File.WriteAllText(_path, "\"a, b\",1\n\"say \"\"hi\"\"\",2\n");
        TextLoader.Column[] columns = [new("Text", DataKind.String, 0), new("A", DataKind.Single, 1)];
        var quoted = _context.Data.LoadFromTextFile(_path, columns, separatorChar: ',', allowQuoting: true);
        var plain = _context.Data.LoadFromTextFile(_path, columns, separatorChar: ',');

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
        File.WriteAllText(_path, "1,x\n");
        var data = _context.Data.LoadFromTextFile(_path, [new("A", DataKind.Single, 0), new("B", DataKind.Int32, 1)], separatorChar: ',');

        Assert.AreEqual(1f, Rows.Read<float>(data, "A")[0]);
        Assert.Throws<FormatException>(() => Rows.Read<int>(data, "B"));
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
