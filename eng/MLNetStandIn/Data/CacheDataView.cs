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
        lock (_filling)
        {
            Fill([.. needed.Where(c => _columns[c.Index] is null)]);
        }

        var order = Enumerable.Range(0, (int)_rowCount.Value).ToArray();
        rand?.Shuffle(order);
        return new Cursor(this, needed, order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private void Fill(DataViewSchema.Column[] missing)
    {
        if (missing.Length == 0 && _rowCount is not null)
        {
            return;
        }

        using var cursor = input.GetRowCursor(missing);
        var caches = Array.ConvertAll(missing, c => RowExtensions.Invoke<ColumnCache>(ColumnCache.Create<int>, [c.Type.RawType], cursor, c));
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

    private sealed class Cursor(CacheDataView cache, IEnumerable<DataViewSchema.Column> needed, int[] order) : RootCursor(cache.Schema, needed)
    {
        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)Row(), 0);

        protected override bool MoveNextCore() => Position + 1 < order.Length;

        protected override Delegate MakeGetter(DataViewSchema.Column column) => cache._columns[column.Index].MakeGetter(Row);

        private int Row()
        {
            CheckOnRow();
            return order[Position];
        }
    }

    /// <param name="Append">Adds the value of the row that the source is at.</param>
    /// <param name="MakeGetter">From a function that tells the row.</param>
    private sealed record ColumnCache(Action Append, Func<Func<int>, Delegate> MakeGetter)
    {
        public static ColumnCache Create<T>(DataViewRow source, DataViewSchema.Column column)
        {
            var get = source.GetGetter<T>(column);
            var values = new List<T>();
            return new(
                () =>
                {
                    // A fresh value for each row: the getter would reuse an old one's buffers.
                    var value = default(T);
                    get(ref value);
                    values.Add(value);
                },
                row => (ValueGetter<T>)((ref T value) => MemberConversion.Copy(values[row()], ref value)));
        }
    }
}
