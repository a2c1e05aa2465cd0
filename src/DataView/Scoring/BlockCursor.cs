using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>A cursor over scored rows that reads and scores upstream rows in blocks. Keeps their order and ids.</summary>
internal sealed class BlockCursor(RowBlock block, ActiveColumns columns, DataViewSchema schema, Delegate?[] scores) : DataViewRowCursor
{
    private long _position = -1;
    private bool _isDone;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => _position < 0 ? 0 : block.Batch;

    public override bool MoveNext()
    {
        if (_isDone)
        {
            return false;
        }

        _isDone = !block.MoveNext();
        _position = _isDone ? -1 : _position + 1;
        return !_isDone;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
    {
        CheckPosition();
        value = block.Id;
    };

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.Contains(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var getter = columns.Getter<TValue>(column, block.Row, scores);
        return (ref TValue value) =>
        {
            CheckPosition();
            getter(ref value);
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            block.Dispose();
        }

        base.Dispose(disposing);
    }

    private void CheckPosition()
    {
        if (_position < 0)
        {
            throw new InvalidOperationException("The cursor is not on a row: call MoveNext first, and stop when it returns false.");
        }
    }
}
