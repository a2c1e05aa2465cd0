namespace NeuralTrainers.DataView.Tests;

[TestClass]
public class KeyValuesTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    [DataRow(nameof(Row.Text), "a", "b, \"c\"")]
    [DataRow(nameof(Row.Integer), "-3", "7")]
    [DataRow(nameof(Row.Real), "0.1", "1E-20")]
    [DataRow(nameof(Row.Flag), "True", "False")]
    public void Of_MappedColumn_RoundTripsThroughText(string column, string first, string second)
    {
        var data = _context.Data.LoadFromEnumerable(
            [new Row { Text = "a", Integer = -3, Real = 0.1f, Flag = true }, new Row { Text = "b, \"c\"", Integer = 7, Real = 1e-20f }]);
        var mapped = _context.Transforms.Conversion.MapValueToKey("Key", column).Fit(data).Transform(data);

        var values = KeyValues.Of(mapped.Schema["Key"])!;
        var builder = new DataViewSchema.Annotations.Builder();
        new KeyValues(values.TypeName, values.Values).AddTo(builder, "KeyValues");
        var annotations = builder.ToAnnotations();

        CollectionAssert.AreEqual(new[] { first, second }, values.Values.ToArray());
        Assert.AreEqual(mapped.Schema["Key"].Annotations.Schema["KeyValues"].Type, annotations.Schema["KeyValues"].Type);
        Assert.IsTrue(KeyValues.CanKeep(values.ItemType));
    }

    [TestMethod]
    public void Of_KeyWithoutValues_IsNull() => Assert.IsNull(KeyValues.Of(Data.Count(1).Schema["City"]));

    [TestMethod]
    public void Of_NoKey_IsNull() => Assert.IsNull(KeyValues.Of(Data.Count(1).Schema["Label"]));

    [TestMethod]
    public void New_UnknownType_IsInvalidData() => Assert.Throws<InvalidDataException>(() => new KeyValues("Complex", []));

    private sealed class Row
    {
        public string Text { get; set; } = string.Empty;

        public int Integer { get; set; }

        public float Real { get; set; }

        public bool Flag { get; set; }
    }
}
