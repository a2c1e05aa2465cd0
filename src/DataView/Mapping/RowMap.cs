using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>
/// Columns computed from the columns of an input schema. The output schema has the input columns first, in their places, and then the
/// computed ones; it is built once, for ML.NET compares schemas by reference.
/// </summary>
internal abstract class RowMap
{
    protected RowMap(DataViewSchema inputSchema, IReadOnlyCollection<DataViewSchema.DetachedColumn> computed)
    {
        InputSchema = inputSchema;
        ComputedCount = computed.Count;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumns(computed);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>The number of computed columns.</summary>
    public int ComputedCount { get; }

    /// <summary>The input columns that some computed columns need.</summary>
    /// <param name="active">Which computed columns are wanted.</param>
    public abstract IEnumerable<DataViewSchema.Column> Dependencies(ReadOnlySpan<bool> active);

    /// <summary>
    /// Makes the getters of a row: a <see cref="ValueGetter{TValue}"/> for each wanted computed column, null for the others.
    /// </summary>
    /// <param name="input">A row of the input schema; its values may change between calls, always together with its position.</param>
    /// <param name="active">Which computed columns are wanted.</param>
    public abstract Delegate?[] CreateGetters(DataViewRow input, ReadOnlySpan<bool> active);

    /// <summary>A cursor over the output schema.</summary>
    /// <param name="input">A cursor over the input, with all columns active that are needed. The new cursor owns it.</param>
    /// <param name="columns">Which columns of the output are wanted.</param>
    public virtual DataViewRowCursor CreateCursor(DataViewRowCursor input, ActiveColumns columns) =>
        new MappedCursor(input, new MappedRow(input, this, columns, CreateGetters(input, columns.Computed)));
}
