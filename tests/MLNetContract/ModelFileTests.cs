using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class ModelFileTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void SaveAndLoad_OwnTransformerInAChain_NeedsNoRegistration()
    {
        var chain = new TransformerChain<ITransformer>(new DoublingTransformer("first"), new DoublingTransformer("second"));
        var stream = new MemoryStream();
        _context.Model.Save(chain, Rows.Of(1).Schema, stream);

        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out var schema);

        Assert.AreEqual(NumberDataViewType.Single, schema["A"].Type);
        CollectionAssert.AreEqual(
            new[] { "first", "second" },
            ((IEnumerable<ITransformer>)loaded).Select(t => ((DoublingTransformer)t).Model).ToArray());
        CollectionAssert.AreEqual(new[] { 6f }, Rows.Read<float>(loaded.Transform(Rows.Of(3)), "B").ToArray());
    }

    [TestMethod]
    public void SaveAndLoad_OneTransformerAndFile_GivesItBack()
    {
        var path = Path.GetTempFileName();
        try
        {
            _context.Model.Save(new DoublingTransformer("alone"), null, path);
            var loaded = _context.Model.Load(path, out var schema);

            Assert.AreEqual("alone", ((DoublingTransformer)loaded).Model);
            Assert.IsNull(schema);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void SaveAndLoad_SchemaWithKeyValues_KeepsThem()
    {
        var rows = _context.Data.LoadFromEnumerable(new[] { new KeyRow { Text = "a" }, new KeyRow { Text = "b" } });
        var input = _context.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(rows).GetOutputSchema(rows.Schema);
        var stream = new MemoryStream();
        _context.Model.Save(new DoublingTransformer(""), input, stream);

        stream.Position = 0;
        _context.Model.Load(stream, out var schema);

        Assert.IsTrue(input["Key"].Type.Equals(schema["Key"].Type));
        Assert.IsTrue(input["Vector"].Type.Equals(schema["Vector"].Type));
        VBuffer<ReadOnlyMemory<char>> values = default;
        schema["Key"].GetKeyValues(ref values);
        Assert.AreEqual("b", values.GetItemOrDefault(1).ToString());
    }

    [TestMethod]
    public void Save_ThatWritesNothing_Fails()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => _context.Model.Save(new DoublingTransformer("", modelSignature: null), null, new MemoryStream()));

        StringAssert.Contains(error.Message, "ModelSignature not specified!");
    }

    [TestMethod]
    [DataRow("SEVENCH", DoublingTransformer.LoaderSignature)]
    [DataRow("DOUBLING", "ALoaderSignatureOf25Chars")]
    public void Save_SignatureOfWrongLength_Fails(string modelSignature, string loaderSignature)
        => Assert.Throws<Exception>(
            () => _context.Model.Save(new DoublingTransformer("", modelSignature, loaderSignature), null, new MemoryStream()));

    [TestMethod]
    public void Load_LoaderThatIsNotThere_Fails()
    {
        var stream = new MemoryStream();
        _context.Model.Save(new DoublingTransformer("", loaderSignature: "NotDeclared"), null, stream);

        stream.Position = 0;
        Assert.Throws<FormatException>(() => _context.Model.Load(stream, out _));
    }

    [TestMethod]
    public void Load_OtherModelSignature_Fails()
    {
        var stream = new MemoryStream();
        _context.Model.Save(new DoublingTransformer("", modelSignature: "OTHERONE"), null, stream);

        stream.Position = 0;
        Assert.Throws<Exception>(() => _context.Model.Load(stream, out _));
    }

    private sealed class KeyRow
    {
        public string Text { get; set; }

        [VectorType(3)]
        public float[] Vector { get; set; } = [0, 0, 0];
    }
}
