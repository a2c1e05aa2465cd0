namespace Microsoft.ML.Data;

/// <summary>Writes the values of a row into objects of a class.</summary>
internal sealed class RowReader<TRow>
    where TRow : class
{
    private readonly IReadOnlyList<RowMember<TRow>> _members;

    public RowReader(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        var members = RowMember<TRow>.Create(definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write));
        var missing = members.Where(m => schema.GetColumnOrNull(m.Column.ColumnName) is null).ToArray();
        if (missing.Length > 0 && !ignoreMissingColumns)
        {
            throw new ArgumentOutOfRangeException(nameof(schema), $"Could not find column '{missing[0].Column.ColumnName}'.");
        }

        _members = [.. members.Except(missing)];
        Columns = [.. _members.Select(m => schema[m.Column.ColumnName])];
    }

    /// <summary>The columns that are read.</summary>
    public IReadOnlyList<DataViewSchema.Column> Columns { get; }

    public Action<TRow> Bind(DataViewRow row)
    {
        var setters = _members.Select(m => m.MakeSetter(row)).ToArray();
        return target => Array.ForEach(setters, set => set(target));
    }
}
