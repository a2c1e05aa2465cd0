using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace NeuralTrainers.DataView;

/// <summary>Makes and asks <see cref="SchemaShape"/>s, whose useful members are internal.</summary>
internal static class SchemaShapes
{
    public static SchemaShape Of(DataViewSchema schema) => SchemaShape.Create(schema);

    public static SchemaShape.Column Scalar(string name, DataViewType itemType, params ReadOnlySpan<SchemaShape.Column> annotations) =>
        new(name, VectorKind.Scalar, itemType, isKey: false, Annotations(annotations));

    public static SchemaShape.Column Vector(string name, DataViewType itemType, params ReadOnlySpan<SchemaShape.Column> annotations) =>
        new(name, VectorKind.Vector, itemType, isKey: false, Annotations(annotations));

    public static SchemaShape.Column Key(string name, params ReadOnlySpan<SchemaShape.Column> annotations) =>
        Keys(name, VectorKind.Scalar, annotations);

    /// <summary>Keys, single or in vectors.</summary>
    public static SchemaShape.Column Keys(string name, VectorKind kind, params ReadOnlySpan<SchemaShape.Column> annotations) =>
        new(name, kind, NumberDataViewType.UInt32, isKey: true, Annotations(annotations));

    public static bool TryFind(SchemaShape shape, string name, out SchemaShape.Column column) => shape.TryFindColumn(name, out column);

    /// <summary>The column's type in words.</summary>
    public static string TypeOf(SchemaShape.Column column) => column.GetTypeString();

    /// <summary>The columns of a shape with some added; an added column hides one of the same name.</summary>
    public static SchemaShape With(SchemaShape shape, IReadOnlyCollection<SchemaShape.Column> added)
    {
        var names = added.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return new SchemaShape(shape.Where(column => !names.Contains(column.Name)).Concat(added));
    }

    private static SchemaShape Annotations(ReadOnlySpan<SchemaShape.Column> annotations) => new(annotations.ToArray());
}
