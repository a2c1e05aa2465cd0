using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Data;

/// <summary>Finds columns by name, with ML.NET's errors, and computes the shapes of new ones.</summary>
internal static class Columns
{
    public static readonly SchemaShape.Column IsNormalized
        = new(Kinds.IsNormalized, VectorKind.Scalar, BooleanDataViewType.Instance, false);

    public static readonly SchemaShape.Column SlotNames
        = new(Kinds.SlotNames, VectorKind.Vector, TextDataViewType.Instance, false);

    public static Exception Mismatch(string role, string name, string expected, object actual)
        => new ArgumentOutOfRangeException(null, $"Schema mismatch for {role} column '{name}': expected {expected}, got {actual}");

    public static DataViewSchema.Column Find(this DataViewSchema schema, string name, string role = "input")
        => schema.GetColumnOrNull(name) ?? throw Missing(role, name);

    public static SchemaShape.Column Find(this SchemaShape schema, string name)
        => schema.TryFindColumn(name, out var column) ? column : throw Missing("input", name);

    /// <summary>The shape with more columns; one of the same name takes the older one's place.</summary>
    public static SchemaShape With(this SchemaShape schema, IEnumerable<SchemaShape.Column> columns)
    {
        var result = schema.ToDictionary(c => c.Name);
        foreach (var column in columns)
        {
            result[column.Name] = column;
        }

        return new(result.Values);
    }

    public static bool Has(this SchemaShape.Column column, string kind) => column.Annotations.TryFindColumn(kind, out _);

    /// <summary>Those annotations of the column that have one of the names.</summary>
    public static IEnumerable<SchemaShape.Column> Keep(this SchemaShape.Column column, params string[] kinds)
        => column.Annotations.Where(a => kinds.Contains(a.Name));

    private static ArgumentOutOfRangeException Missing(string role, string name) => new(null, $"Could not find {role} column '{name}'");
}
