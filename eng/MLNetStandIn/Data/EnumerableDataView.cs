namespace Microsoft.ML.Data;

/// <summary>Objects as rows, read again from the enumerable by every cursor.</summary>
internal sealed class EnumerableDataView<TRow> : IDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _rows;
    private readonly IReadOnlyList<RowMember<TRow>> _members;

    public EnumerableDataView(IEnumerable<TRow> rows, SchemaDefinition definition)
    {
        _rows = rows;
        _members = RowMember<TRow>.Create(definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read));
        Schema = MakeSchema(_members);
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public static DataViewSchema MakeSchema(IEnumerable<RowMember<TRow>> members)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(members.Select(m => new DataViewSchema.DetachedColumn(m.Column.ColumnName, m.Column.ColumnType, m.Column.Annotations)));
        return builder.ToSchema();
    }

    public long? GetRowCount() => (_rows as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) => new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(EnumerableDataView<TRow> data, IEnumerable<DataViewSchema.Column> columnsNeeded) : RootCursor(data.Schema, columnsNeeded)
    {
        private readonly IEnumerator<TRow> _rows = data._rows.GetEnumerator();

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new(checked((ulong)Position), 0);

        protected override bool MoveNextCore() => _rows.MoveNext();

        protected override Delegate MakeGetter(DataViewSchema.Column column)
            => data._members[column.Index].MakeGetter(
                () => Position >= 0 ? _rows.Current : throw new InvalidOperationException("The cursor is not on a row."));

        protected override void Dispose(bool disposing)
        {
            _rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
