using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The input columns and computed ones beside them.</summary>
internal sealed class ComputedColumnMapper : IRowToRowMapper
{
    private readonly IReadOnlyList<ComputedColumn> _computed;

    // Per output column: the index of the input column, or the complement of the index of the computed one.
    private readonly List<int> _map;

    public ComputedColumnMapper(DataViewSchema inputSchema, IReadOnlyList<ComputedColumn> computed)
    {
        InputSchema = inputSchema;
        _computed = computed;
        _map = [.. Enumerable.Range(0, inputSchema.Count)];
        for (var i = 0; i < computed.Count; i++)
        {
            // A column that replaces another stands right behind the one that it hides.
            var hidden = _map.FindLastIndex(j => NameOf(j) == computed[i].Name);
            _map.Insert(hidden < 0 ? _map.Count : hidden + 1, ~i);
        }

        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_map.Select(j => j >= 0
            ? new DataViewSchema.DetachedColumn(inputSchema[j])
            : new DataViewSchema.DetachedColumn(computed[~j].Name, computed[~j].Type, computed[~j].Annotations)));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => [.. dependingColumns
            .SelectMany(c => _map[c.Index] is var j && j >= 0 ? [j] : _computed[~j].Sources)
            .Distinct()
            .Select(i => InputSchema[i])];

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => input.Schema == InputSchema
            ? new Row(this, input, activeColumns)
            : throw new ArgumentException("The row is of another schema than this mapper was made for.", nameof(input));

    private string NameOf(int mapped) => mapped >= 0 ? InputSchema[mapped].Name : _computed[~mapped].Name;

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
            var mapped = mapper._map[column.Index];
            return mapped >= 0
                ? input.GetGetter<TValue>(mapper.InputSchema[mapped])
                : mapper._computed[~mapped].MakeGetter(input).Typed<TValue>(column);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                input.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
