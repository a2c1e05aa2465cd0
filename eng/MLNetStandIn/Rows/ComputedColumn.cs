using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A column that a transform adds.</summary>
/// <param name="Name">Name of the column; one of the same name in the input gets hidden.</param>
/// <param name="Sources">Indices of the input columns that the value is computed from.</param>
/// <param name="MakeGetter">From an input row, in which the sources are active, a <see cref="ValueGetter{TValue}"/> of the type's raw type.</param>
internal sealed record ComputedColumn(
    string Name, DataViewType Type, DataViewSchema.Annotations Annotations, int[] Sources, Func<DataViewRow, Delegate> MakeGetter)
{
    public static ComputedColumn Copy(DataViewSchema.Column source, string name)
        => new(name, source.Type, source.Annotations, [source.Index], row => row.GetUntypedGetter(source));
}

/// <summary>The input columns, less those that are dropped, and computed ones beside them.</summary>
internal sealed class ComputedColumnMapper : IRowToRowMapper
{
    private readonly List<ComputedColumn> _columns;

    public ComputedColumnMapper(DataViewSchema inputSchema, IEnumerable<ComputedColumn> computed, params string[] dropped)
    {
        InputSchema = inputSchema;
        _columns = [.. inputSchema.Where(c => !dropped.Contains(c.Name)).Select(c => ComputedColumn.Copy(c, c.Name))];
        foreach (var column in computed)
        {
            // A column that replaces another stands right behind the one that it hides.
            var hidden = _columns.FindLastIndex(c => c.Name == column.Name);
            _columns.Insert(hidden < 0 ? _columns.Count : hidden + 1, column);
        }

        var builder = new DataViewSchema.Builder();
        _columns.ForEach(c => builder.AddColumn(c.Name, c.Type, c.Annotations));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => [.. dependingColumns.SelectMany(c => _columns[c.Index].Sources).Distinct().Select(i => InputSchema[i])];

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => input.Schema == InputSchema
            ? new Row(this, input, activeColumns)
            : throw new ArgumentException("The row is of another schema than this mapper was made for.", nameof(input));

    private sealed class Row(ComputedColumnMapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) : DataViewRow
    {
        private readonly bool[] _active = activeColumns.ToActiveFlags(mapper.OutputSchema);

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => mapper.OutputSchema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            this.CheckActive(column);
            return mapper._columns[column.Index].MakeGetter(input).Typed<TValue>(column);
        }

        protected override void Dispose(bool disposing)
        {
            input.Dispose();
            base.Dispose(disposing);
        }
    }
}
