namespace Microsoft.ML.Data;

/// <summary>Objects as rows, read again from the enumerable by every cursor.</summary>
internal sealed class EnumerableDataView<TRow> : IDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _rows;
    private readonly RowMember<TRow>[] _members;

    public EnumerableDataView(IEnumerable<TRow> rows, SchemaDefinition definition)
    {
        _rows = rows;
        _members = RowMember<TRow>.Create(definition ?? SchemaDefinition.ForReading(typeof(TRow)));
        Schema = RowMember<TRow>.MakeSchema(_members);
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => (_rows as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, _rows.GetEnumerator(), columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(EnumerableDataView<TRow> data, IEnumerator<TRow> rows, IEnumerable<DataViewSchema.Column> needed)
        : RootCursor(data.Schema, needed)
    {
        protected override bool MoveNextCore() => rows.MoveNext();

        protected override Delegate MakeGetter(DataViewSchema.Column column) => data._members[column.Index].MakeGetter(() =>
        {
            CheckOnRow();
            return rows.Current;
        });

        protected override void Dispose(bool disposing)
        {
            rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
