using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace NeuralTrainers;

/// <summary>Which columns hold categories, and what type their values have.</summary>
internal static class CategoryTypes
{
    /// <summary>No number is longer as text.</summary>
    public const int MaximumNumberLength = 32;

    /// <summary>Text, keys, numbers or Booleans; for pairs, no vectors of them.</summary>
    public static ColumnRequirement Require(string name, bool isPair) => isPair
        ? new("input", name, "text, a key, a number or a Boolean", "Convert it with ConvertType.", column => column.Kind == VectorKind.Scalar && IsCategory(column))
        : new("input", name, "text, keys, numbers or Booleans", "Convert it with ConvertType.", IsCategory);

    /// <summary>The type of the values that a column's categories stand for.</summary>
    public static PrimitiveDataViewType ValueType(DataViewSchema.Column column)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? (PrimitiveDataViewType)column.Type;
        return item is KeyDataViewType ? KeyValues.Of(column)?.ItemType ?? KeyNumbers(item.RawType) : item;
    }

    /// <summary>The same as far as a shape knows it.</summary>
    public static DataViewType ValueType(SchemaShape.Column column) => !column.IsKey ? column.ItemType
        : SchemaShapes.TryFind(column.Annotations, AnnotationNames.KeyValues, out var values) && KeyValues.CanKeep(values.ItemType) ? values.ItemType
        : column.ItemType;

    private static bool IsCategory(SchemaShape.Column column) =>
        column.IsKey || column.ItemType is TextDataViewType or NumberDataViewType or BooleanDataViewType;

    private static NumberDataViewType KeyNumbers(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => NumberDataViewType.Byte,
        TypeCode.UInt16 => NumberDataViewType.UInt16,
        TypeCode.UInt32 => NumberDataViewType.UInt32,
        _ => NumberDataViewType.UInt64,
    };
}
