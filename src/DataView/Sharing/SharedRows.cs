using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>
/// A cursor that several readers share, each at its own pace and maybe on a thread of its own. Its rows are read once, in blocks, and kept for as long
/// as a reader has them before it. To a transformer it is a data view.
/// </summary>
internal sealed class SharedRows : IDataView, IDisposable
{
    private readonly Lock _lock = new();
    private readonly DataViewRowCursor _upstream;
    private readonly ValueGetter<DataViewRowId> _getId;
    private SharedBlock? _start;
    private SharedBlock _last;
    private int _nextRows = RowBlock.FirstRows;
    private bool _isDone;

    private SharedRows(DataViewRowCursor upstream, ColumnBuffer?[] columns)
    {
        _upstream = upstream;
        _getId = upstream.GetIdGetter();
        _start = _last = new SharedBlock(columns, 0);
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema => _upstream.Schema;

    /// <summary>Shares a cursor, or returns null if a column's values cannot be kept while it moves on.</summary>
    /// <param name="upstream">The cursor, before its first row.</param>
    /// <param name="columns">The columns that readers will ask for, all active.</param>
    public static SharedRows? TryCreate(DataViewRowCursor upstream, IEnumerable<DataViewSchema.Column> columns)
    {
        var buffers = new ColumnBuffer?[upstream.Schema.Count];
        foreach (var column in columns)
        {
            if ((buffers[column.Index] = ColumnBuffer.TryCreate(upstream, column, capacity: 0)) is null)
            {
                return null;
            }
        }

        return new SharedRows(upstream, buffers);
    }

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => Open(columnsNeeded, []);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [Open(columnsNeeded, [])];

    /// <summary>A reader from the first row on.</summary>
    /// <param name="columnsNeeded">The columns that it reads.</param>
    /// <param name="owned">What is disposed with it.</param>
    public SharedCursor Open(IEnumerable<DataViewSchema.Column> columnsNeeded, IReadOnlyList<IDisposable> owned) => new(
        this, _start ?? throw new InvalidOperationException("The first rows were let go: open all readers before."), columnsNeeded, owned);

    /// <summary>There will be no more readers: rows are let go when all have read them.</summary>
    public void Seal() => _start = null;

    /// <summary>The block behind one, or null at the end.</summary>
    public SharedBlock? After(SharedBlock block)
    {
        lock (_lock)
        {
            if (block.Next is null && !_isDone)
            {
                Read();
            }

            return block.Next;
        }
    }

    public void Dispose() => _upstream.Dispose();

    // Whoever is at the end of what was read holds the last block.
    private void Read()
    {
        var capacity = _nextRows;
        var block = new SharedBlock([.. _last.Columns.Select(column => column?.Next(capacity))], capacity);
        ColumnBuffer[] columns = [.. block.Columns.OfType<ColumnBuffer>()];
        while (block.Count < capacity && !(_isDone = !_upstream.MoveNext()))
        {
            _getId(ref block.Ids[block.Count]);
            block.Batches[block.Count] = _upstream.Batch;
            foreach (var column in columns)
            {
                column.Fill(block.Count);
            }

            block.Count++;
        }

        if (block.Count > 0)
        {
            _last = _last.Next = block;
        }

        _nextRows = Math.Min(capacity * 4, RowBlock.MaximumRows);
    }
}
