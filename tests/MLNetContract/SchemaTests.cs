using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class SchemaTests
{
    [TestMethod]
    public void Builder_TwoColumnsOfOneName_FirstIsHidden()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single);
        builder.AddColumn("A", TextDataViewType.Instance);
        var schema = builder.ToSchema();

        Assert.IsTrue(schema[0].IsHidden);
        Assert.IsFalse(schema[1].IsHidden);
        Assert.AreEqual(1, schema["A"].Index);
        Assert.IsNull(schema.GetColumnOrNull("absent"));
        Assert.Throws<ArgumentOutOfRangeException>(() => schema["absent"]);
    }

    [TestMethod]
    public void Annotations_OfOneColumn_AreReadByKind()
    {
        var schema = WithAnnotations();

        bool normalized = false;
        schema["P"].Annotations.GetValue("IsNormalized", ref normalized);
        Assert.IsTrue(normalized);
        Assert.IsTrue(schema["P"].IsNormalized());
        Assert.Throws<InvalidOperationException>(() =>
        {
            float value = 0;
            schema["P"].Annotations.GetValue("absent", ref value);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            float value = 0;
            schema["P"].Annotations.GetValue("IsNormalized", ref value);
        });
    }

    [TestMethod]
    public void SlotNames_OfRightSizeOnly_AreFound()
    {
        var schema = WithAnnotations();

        Assert.IsTrue(schema["Vector"].HasSlotNames());
        Assert.IsFalse(schema["LongVector"].HasSlotNames());
        Assert.IsFalse(schema["P"].HasSlotNames());
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Key"].GetKeyValues(ref names);
        CollectionAssert.AreEqual(new[] { "a", "b" }, names.DenseValues().Select(n => n.ToString()).ToArray());
    }

    [TestMethod]
    public void SchemaShapeCreate_EveryKindOfColumn_KeepsKindKeyAndAnnotations()
    {
        var shape = SchemaShape.Create(WithAnnotations());

        Assert.IsTrue(shape.TryFindColumn("Key", out var key));
        Assert.IsTrue(key.IsKey);
        Assert.AreEqual(NumberDataViewType.UInt32, key.ItemType);
        Assert.AreEqual(VectorKind.Scalar, key.Kind);
        Assert.IsTrue(key.Annotations.TryFindColumn("KeyValues", out _));
        Assert.IsTrue(shape.TryFindColumn("Vector", out var vector));
        Assert.AreEqual(VectorKind.Vector, vector.Kind);
        Assert.AreEqual("Vector<Single>", vector.GetTypeString());
        Assert.AreEqual("Key<UInt32>", key.GetTypeString());
        Assert.IsFalse(shape.TryFindColumn("absent", out _));
    }

    [TestMethod]
    public void SchemaShapeColumn_MadeFromOutside_HasWhatItWasGiven()
    {
        var annotations = new SchemaShape([new SchemaShape.Column("SlotNames", VectorKind.Vector, TextDataViewType.Instance, isKey: false)]);
        var column = new SchemaShape.Column("Score", VectorKind.VariableVector, NumberDataViewType.Single, isKey: false, annotations);

        Assert.AreEqual("Score", column.Name);
        Assert.AreEqual(VectorKind.VariableVector, column.Kind);
        Assert.HasCount(1, column.Annotations);
    }

    private static DataViewSchema WithAnnotations()
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> two = (ref VBuffer<ReadOnlyMemory<char>> value) => value = new(2, ["a".AsMemory(), "b".AsMemory()]);
        var names = new DataViewSchema.Annotations.Builder();
        names.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, 2), two);
        names.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, 2), two);
        var normalized = new DataViewSchema.Annotations.Builder();
        normalized.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);

        var builder = new DataViewSchema.Builder();
        builder.AddColumn("P", NumberDataViewType.Single, normalized.ToAnnotations());
        builder.AddColumn("Key", new KeyDataViewType(typeof(uint), 2), names.ToAnnotations());
        builder.AddColumn("LongVector", new VectorDataViewType(NumberDataViewType.Single, 3), names.ToAnnotations());
        builder.AddColumn("Vector", new VectorDataViewType(NumberDataViewType.Single, 2), names.ToAnnotations());
        return builder.ToSchema();
    }
}
