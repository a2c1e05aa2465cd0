namespace Microsoft.ML.Data;

/// <summary>Finds columns by name, with ML.NET's errors, and computes the shapes of new ones.</summary>
internal static class SchemaShapes
{
    public static readonly SchemaShape.Column IsNormalized
        = new(AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);

    public static readonly SchemaShape.Column SlotNames
        = new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);

    public static Exception Missing(string role, string name)
        => new ArgumentOutOfRangeException(null, $"Could not find {role} column '{name}'");

    public static Exception Mismatch(string role, string name, string expected, string actual)
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

    /// <summary>The shape with one column for each pair, made from the input column's shape and the output's name.</summary>
    public static SchemaShape With(
        this SchemaShape schema, IEnumerable<InputOutputColumnPair> pairs, Func<SchemaShape.Column, string, SchemaShape.Column> make)
        => schema.With(pairs.Select(p => make(schema.Find(p.InputColumnName), p.OutputColumnName)));

    public static bool Has(this SchemaShape.Column column, string kind) => column.Annotations.TryFindColumn(kind, out _);

    /// <summary>Those annotations of the column that have one of the names.</summary>
    public static IEnumerable<SchemaShape.Column> Keep(this SchemaShape.Column column, params string[] kinds)
        => column.Annotations.Where(a => kinds.Contains(a.Name));

    public static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, int size, ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
        => builder.Add(AnnotationUtils.Kinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, size), getter);

    public static DataViewSchema.Annotations.Builder Keeping(this DataViewSchema.Column column, params string[] kinds)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(column.Annotations, kinds.Contains);
        return builder;
    }
}
