namespace Microsoft.ML.Data;

/// <summary>Keeps the columns that were read in memory, and can be read in any order.</summary>
internal sealed class CacheDataView(IDataView input) : IDataView
{
    private readonly ColumnCache[] _columns = new ColumnCache[input.Schema.Count];
    private readonly Lock _filling = new();
    private long? _rowCount = input.GetRowCount();

    public bool CanShuffle => true;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => _rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var needed = columnsNeeded.ToArray();
        Fill(needed);
        var order = Enumerable.Range(0, (int)_rowCount.Value).ToArray();
        rand?.Shuffle(order);
        return new Cursor(this, needed, order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    public void Fill(IEnumerable<DataViewSchema.Column> columns)
    {
        lock (_filling)
        {
            var missing = columns.Where(c => _columns[c.Index] is null).ToArray();
            if (missing.Length == 0 && _rowCount is not null)
            {
                return;
            }

            using var cursor = input.GetRowCursor(missing);
            var caches = missing.Select(c => ColumnCache.Create(cursor, c)).ToArray();
            var rows = 0L;
            for (; cursor.MoveNext(); rows++)
            {
                Array.ForEach(caches, c => c.Append());
            }

            _rowCount = rows;
            for (var i = 0; i < missing.Length; i++)
            {
                _columns[missing[i].Index] = caches[i];
            }
        }
    }

    private sealed class Cursor(CacheDataView cache, IEnumerable<DataViewSchema.Column> needed, int[] order) : RootCursor(cache.Schema, needed)
    {
        private int _next = -1;

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) => id = new((ulong)order[CheckedPosition()], 0);

        protected override bool MoveNextCore() => ++_next < order.Length;

        protected override Delegate MakeGetter(DataViewSchema.Column column)
            => cache._columns[column.Index].MakeGetter(() => order[CheckedPosition()]);

        private int CheckedPosition() => Position >= 0 ? _next : throw new InvalidOperationException("The cursor is not on a row.");
    }
}
