using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>A column of the learned vectors of another column's categories.</summary>
internal sealed record EmbeddingColumn(string Output, string Input, CategoryEmbedding Embedding)
{
    /// <summary>Throws if a schema has no such column of keys.</summary>
    public void Check(SchemaShape schema) => ColumnRequirement.Key(Input).Check(schema);

    public ComputedColumn Bind(DataViewSchema schema)
    {
        Check(SchemaShapes.Of(schema));
        var source = schema[Input];
        var rows = TableRows(source);
        return new ComputedColumn(
            new(Output, new VectorDataViewType(NumberDataViewType.Single, Embedding.Dimension), FeatureEstimator.Slots(Embedding.ColumnName, Embedding.Dimension)),
            [source],
            row => CreateGetter(KeyGetter.Create(row, source), rows));
    }

    // Where both know what their keys stand for, the value decides: the same one may have another key here.
    private int[]? TableRows(DataViewSchema.Column source) => Embedding.KeyValues is not null && KeyValues.Of(source) is { } values
        ? [0, .. values.Values.Select(Embedding.FindKey)]
        : null;

    private ValueGetter<VBuffer<float>> CreateGetter(Func<ulong> getKey, int[]? rows) => (ref VBuffer<float> value) =>
    {
        var key = getKey();
        var row = rows is not null ? key < (ulong)rows.Length ? rows[key] : 0
            : key <= (ulong)Embedding.Values.Count ? (int)key
            : 0;
        var editor = VBufferEditor.Create(ref value, Embedding.Dimension);
        Embedding.GetVector(row).CopyTo(editor.Values);
        value = editor.Commit();
    };
}
