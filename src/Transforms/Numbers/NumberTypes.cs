using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace NeuralTrainers;

/// <summary>Which columns are read as numbers, and how they look when they are written.</summary>
internal static class NumberTypes
{
    /// <summary>Numbers of any type or Booleans, single or in vectors of known size.</summary>
    public static ColumnRequirement Require(string name) => new(
        "input", name, "numbers or Booleans, single or in a vector of known size", "Convert it with ConvertType.", IsNumbers);

    public static bool IsNumbers(SchemaShape.Column column) =>
        !column.IsKey && column.Kind != VectorKind.VariableVector && column.ItemType is NumberDataViewType or BooleanDataViewType;

    /// <summary>The number of slots of a column: 1 for single numbers.</summary>
    public static int Count(DataViewSchema.Column column) => (column.Type as VectorDataViewType)?.Size ?? 1;

    /// <summary>A vector of singles if the column holds vectors, else singles.</summary>
    public static DataViewType Single(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType vector ? new VectorDataViewType(NumberDataViewType.Single, vector.Size) : NumberDataViewType.Single;

    /// <summary>Finds a column that was fitted with a number of slots, null for single numbers.</summary>
    /// <exception cref="ArgumentException">It is missing or of another type.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, int? size)
    {
        Require(name).Check(SchemaShapes.Of(schema));
        var column = schema[name];
        return (column.Type as VectorDataViewType)?.Size == size ? column : throw new ArgumentException(
            $"The input column '{name}' is of type {column.Type}, but the transform was fitted on " +
            $"{(size is null ? "single numbers" : $"vectors of {size} slots")}. Give it data of the same kind.");
    }

    /// <summary>Writes the number of a column's slots, null for single numbers.</summary>
    public static void WriteSize(BinaryWriter writer, int? size) => writer.Write(size ?? 0);

    /// <summary>Reads what <see cref="WriteSize"/> wrote.</summary>
    public static int? ReadSize(BinaryReader reader) => reader.ReadInt32() is > 0 and var size ? size : null;
}
