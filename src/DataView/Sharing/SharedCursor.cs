using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>One of the readers of shared rows.</summary>
internal sealed class SharedCursor : DataViewRowCursor
{
    private readonly SharedRows _rows;
    private readonly IReadOnlyList<IDisposable> _owned;
    private readonly bool[] _active;
    private SharedBlock? _block;
    private int _slot = -1;
    private long _position = -1;

    public SharedCursor(SharedRows rows, SharedBlock start, IEnumerable<DataViewSchema.Column> columns, IReadOnlyList<IDisposable> owned)
    {
        _rows = rows;
        _block = start;
        _owned = owned;
        _active = new bool[rows.Schema.Count];
        foreach (var column in columns)
        {
            _active[column.Index] = start.Columns[column.Index] is not null
                ? true
                : throw new ArgumentException($"Column '{column.Name}' was not asked for when its rows were shared.", nameof(columns));
        }
    }

    public override DataViewSchema Schema => _rows.Schema;

    public override long Position => _position;

    public override long Batch => _position < 0 ? 0 : Current.Batches[_slot];

    private SharedBlock Current => _position < 0
        ? throw new InvalidOperationException("The cursor is not on a row: call MoveNext first, and stop when it returns false.")
        : _block!;

    public override bool MoveNext()
    {
        if (_block is not null && ++_slot >= _block.Count)
        {
            _block = _rows.After(_block);
            _slot = 0;
        }

        _position = _block is null ? -1 : _position + 1;
        return _block is not null;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = Current.Ids[_slot];

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_active[column.Index])
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active: name it when the cursor is made.");
        }

        if (_block is not null && _block.Columns[column.Index] is not ColumnBuffer<TValue>)
        {
            throw ActiveColumns.WrongType<TValue>(column);
        }

        var index = column.Index;
        return (ref TValue value) => ((ColumnBuffer<TValue>)Current.Columns[index]!).Get(_slot, ref value);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var owned in _owned)
            {
                owned.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
