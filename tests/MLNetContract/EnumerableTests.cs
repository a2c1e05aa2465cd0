using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class EnumerableTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void LoadFromEnumerable_AttributedMembers_GiveTheirTypes()
    {
        var schema = _context.Data.LoadFromEnumerable(new[] { new Row() }).Schema;

        Assert.AreEqual(NumberDataViewType.Single, schema["Renamed"].Type);
        Assert.AreEqual(TextDataViewType.Instance, schema["Text"].Type);
        Assert.AreEqual(BooleanDataViewType.Instance, schema["Flag"].Type);
        Assert.IsTrue(new KeyDataViewType(typeof(uint), 3).Equals(schema["Key"].Type));
        Assert.IsTrue(new VectorDataViewType(NumberDataViewType.Single, 2).Equals(schema["Fixed"].Type));
        Assert.IsTrue(new VectorDataViewType(NumberDataViewType.Single).Equals(schema["Varying"].Type));
        Assert.IsNull(schema.GetColumnOrNull("Ignored"));
    }

    [TestMethod]
    public void LoadFromEnumerable_Key_CountsFromZeroInObjectsAndFromOneInColumns()
    {
        var data = _context.Data.LoadFromEnumerable(new[] { new Row { Key = 0 }, new Row { Key = 2 }, new Row { Key = 3 } });

        CollectionAssert.AreEqual(new[] { 1u, 3u, 0u }, Rows.Read<uint>(data, "Key").ToArray());
    }

    [TestMethod]
    public void LoadFromEnumerable_VectorOfKeys_IsTakenAsItIs()
    {
        var data = _context.Data.LoadFromEnumerable(new[] { new Row { Keys = [0, 1, 3] } });

        CollectionAssert.AreEqual(new uint[] { 0, 1, 3 }, Rows.Read<VBuffer<uint>>(data, "Keys")[0].DenseValues().ToArray());
    }

    [TestMethod]
    public void LoadFromEnumerable_NullTextAndArray_AreEmpty()
    {
        var data = _context.Data.LoadFromEnumerable(new[] { new Row { Text = null, Varying = null } });

        Assert.AreEqual(0, Rows.Read<ReadOnlyMemory<char>>(data, "Text")[0].Length);
        Assert.AreEqual(0, Rows.Read<VBuffer<float>>(data, "Varying")[0].Length);
    }

    [TestMethod]
    public void Predict_MembersThatNoStepChanges_ComeBack()
    {
        var row = new Row { Number = 1.5f, Text = "x", Flag = true, Fixed = [1, 2], Varying = [3, 4, 5] };
        using var engine = _context.Model.CreatePredictionEngine<Row, Row>(Fit(_context.Transforms.CopyColumns("Copy", "Text"), row));
        var back = engine.Predict(row);

        Assert.AreEqual(row.Number, back.Number);
        Assert.AreEqual(row.Text, back.Text);
        Assert.AreEqual(row.Flag, back.Flag);
        CollectionAssert.AreEqual(row.Fixed, back.Fixed);
        CollectionAssert.AreEqual(row.Varying, back.Varying);
    }

    [TestMethod]
    public void CreatePredictionEngine_MemberOfOtherType_Throws()
        => Assert.Throws<InvalidOperationException>(
            () => _context.Model.CreatePredictionEngine<Rows.Number, WrongType>(Fit(_context.Transforms.CopyColumns("Copy", "A"), new Rows.Number())));

    private ITransformer Fit<T>(IEstimator<ITransformer> estimator, T row)
        where T : class
        => estimator.Fit(_context.Data.LoadFromEnumerable([row]));

    private sealed class WrongType
    {
        public double A { get; set; }
    }

    private sealed class Row
    {
        [ColumnName("Renamed")]
        public float Number { get; set; }

        public string Text { get; set; } = "";

        public bool Flag { get; set; }

        [KeyType(3)]
        public uint Key { get; set; }

        [KeyType(3)]
        public uint[] Keys { get; set; } = [];

        [VectorType(2)]
        public float[] Fixed { get; set; } = [0, 0];

        public float[] Varying { get; set; } = [];

        [NoColumn]
        public object Ignored { get; set; }
    }
}
