using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The names of a vector's slots.</summary>
internal static class SlotNames
{
    /// <summary>The annotation in the shape of a column.</summary>
    public static SchemaShape.Column Shape { get; } = SchemaShapes.Vector(AnnotationNames.SlotNames, TextDataViewType.Instance);

    /// <summary>The names of a column's slots, empty ones where they are not known; null if none is known.</summary>
    public static string[]? Of(DataViewSchema.Column column)
    {
        if (!column.HasSlotNames())
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>Whether a column of this shape has slot names.</summary>
    public static bool IsIn(SchemaShape.Column column) => SchemaShapes.TryFind(column.Annotations, AnnotationNames.SlotNames, out _);

    /// <summary>Adds them to annotations.</summary>
    public static void Add(DataViewSchema.Annotations.Builder builder, IReadOnlyList<string> names) =>
        new KeyValues(KeyValues.TextTypeName, names).AddTo(builder, AnnotationNames.SlotNames);
}
