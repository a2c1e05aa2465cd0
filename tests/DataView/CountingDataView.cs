namespace NeuralTrainers.DataView.Tests;

/// <summary>Counts what is read of another data view.</summary>
internal sealed class CountingDataView(IDataView inner) : IDataView
{
    public int Cursors { get; private set; }

    public int Moves { get; private set; }

    public int Values { get; private set; }

    public int Disposed { get; private set; }

    /// <summary>The columns that the last cursor was asked for.</summary>
    public IReadOnlyList<string> Asked { get; private set; } = [];

    public bool CanShuffle => inner.CanShuffle;

    public DataViewSchema Schema => inner.Schema;

    public long? GetRowCount() => inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Cursors++;
        Asked = [.. columnsNeeded.Select(column => column.Name)];
        return new Cursor(this, inner.GetRowCursor(columnsNeeded, rand));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. inner.GetRowCursorSet(columnsNeeded, n, rand).Select(cursor => new Cursor(this, cursor))];

    private sealed class Cursor(CountingDataView view, DataViewRowCursor inner) : DataViewRowCursor
    {
        public override DataViewSchema Schema => inner.Schema;

        public override long Position => inner.Position;

        public override long Batch => inner.Batch;

        public override bool MoveNext()
        {
            view.Moves++;
            return inner.MoveNext();
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => inner.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => inner.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var getter = inner.GetGetter<TValue>(column);
            return (ref TValue value) =>
            {
                view.Values++;
                getter(ref value);
            };
        }

        protected override void Dispose(bool disposing)
        {
            view.Disposed++;
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
