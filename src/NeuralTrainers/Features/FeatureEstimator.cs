using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Adds vectors that a network has learned. There is nothing left to learn: the data is not read.</summary>
/// <param name="transformer">What is fitted already.</param>
/// <param name="outputs">The names of the columns of vectors that it adds.</param>
/// <param name="check">Throws if a schema lacks what the transformer reads.</param>
internal sealed class FeatureEstimator(RowTransformer transformer, IReadOnlyList<string> outputs, Action<SchemaShape> check) : IEstimator<RowTransformer>
{
    private static readonly SchemaShape.Column SlotNames = SchemaShapes.Vector(AnnotationNames.SlotNames, TextDataViewType.Instance);

    public RowTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        check(SchemaShapes.Of(input.Schema));
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        check(inputSchema);
        return SchemaShapes.With(inputSchema, [.. outputs.Select(output => SchemaShapes.Vector(output, NumberDataViewType.Single, SlotNames))]);
    }

    /// <summary>The annotation with the slots' names: a name and the slot's number.</summary>
    public static DataViewSchema.Annotations Slots(string name, int count)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        new KeyValues(KeyValues.TextTypeName, [.. Enumerable.Range(0, count).Select(slot => $"{name}.{slot}")]).AddTo(builder, AnnotationNames.SlotNames);
        return builder.ToAnnotations();
    }
}
