using Microsoft.ML.Data;

namespace Microsoft.ML
{
    public delegate void ValueGetter<TValue>(ref TValue value);

    /// <summary>A table that is read lazily, through cursors over the columns that are asked for.</summary>
    public interface IDataView
    {
        bool CanShuffle { get; }

        DataViewSchema Schema { get; }

        long? GetRowCount();

        DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

        DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);
    }

    /// <summary>A row whose values are computed when their getters are called.</summary>
    public abstract class DataViewRow : IDisposable
    {
        private bool _disposed;

        public abstract long Position { get; }

        public abstract long Batch { get; }

        public abstract DataViewSchema Schema { get; }

        public abstract ValueGetter<DataViewRowId> GetIdGetter();

        public abstract bool IsColumnActive(DataViewSchema.Column column);

        public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }
        }

        protected virtual void Dispose(bool disposing) { }
    }

    /// <summary>A row that moves. Its position is -1 before the first row and after the last.</summary>
    public abstract class DataViewRowCursor : DataViewRow
    {
        public abstract bool MoveNext();
    }
}

namespace Microsoft.ML.Data
{
    /// <summary>The id of a row, the same in whatever order the rows are read.</summary>
    public readonly struct DataViewRowId(ulong low, ulong high)
    {
        public readonly ulong Low = low;
        public readonly ulong High = high;
    }
}
