using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace NeuralTrainers.DataView;

/// <summary>The schema shapes of the columns that <see cref="ScoreAnnotations"/> annotates.</summary>
internal static class ScoreShapes
{
    private static readonly SchemaShape.Column[] Common =
    [
        SchemaShapes.Key(AnnotationNames.ScoreColumnSetId),
        SchemaShapes.Scalar(AnnotationNames.ScoreColumnKind, TextDataViewType.Instance),
        SchemaShapes.Scalar(AnnotationNames.ScoreValueKind, TextDataViewType.Instance),
    ];

    public static SchemaShape.Column Score(string name) => SchemaShapes.Scalar(name, NumberDataViewType.Single, Common);

    public static SchemaShape.Column Probability(string name) => SchemaShapes.Scalar(
        name, NumberDataViewType.Single, [.. Common, SchemaShapes.Scalar(AnnotationNames.IsNormalized, BooleanDataViewType.Instance)]);

    public static SchemaShape.Column PredictedLabel(string name) => SchemaShapes.Scalar(name, BooleanDataViewType.Instance, Common);

    public static SchemaShape.Column ClassScores(string name, SchemaShape.Column label)
    {
        if (KeyValueType(label) is not { } type)
        {
            return SchemaShapes.Vector(name, NumberDataViewType.Single, Common);
        }

        var values = SchemaShapes.Vector(AnnotationNames.TrainingLabelValues, type);
        return type is TextDataViewType
            ? SchemaShapes.Vector(
                name, NumberDataViewType.Single, [.. Common, SchemaShapes.Vector(AnnotationNames.SlotNames, type), values])
            : SchemaShapes.Vector(name, NumberDataViewType.Single, [.. Common, values]);
    }

    public static SchemaShape.Column PredictedClass(string name, SchemaShape.Column label) => KeyValueType(label) is { } type
        ? SchemaShapes.Key(name, [.. Common, SchemaShapes.Vector(AnnotationNames.KeyValues, type)])
        : SchemaShapes.Key(name, Common);

    private static DataViewType? KeyValueType(SchemaShape.Column label) =>
        SchemaShapes.TryFind(label.Annotations, label.IsKey ? AnnotationNames.KeyValues : AnnotationNames.SlotNames, out var values) && values.Kind == VectorKind.Vector
            && KeyValues.CanKeep(values.ItemType)
            ? values.ItemType
            : null;
}
