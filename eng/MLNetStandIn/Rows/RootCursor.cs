namespace Microsoft.ML;

/// <summary>Keeps the position of a cursor, and the promise that after the end there is no more row.</summary>
internal abstract class RootCursor(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columnsNeeded) : DataViewRowCursor
{
    private readonly bool[] _active = columnsNeeded.ToActiveFlags(schema);
    private long _position = -1;
    private bool _ended;

    public sealed override long Position => _position;

    public override long Batch => 0;

    public sealed override DataViewSchema Schema => schema;

    public override ValueGetter<Data.DataViewRowId> GetIdGetter() => (ref Data.DataViewRowId id) => id = new(checked((ulong)Position), 0);

    public sealed override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public sealed override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        this.CheckActive(column);
        return MakeGetter(column).Typed<TValue>(column);
    }

    public sealed override bool MoveNext()
    {
        _ended = _ended || !MoveNextCore();
        _position = _ended ? -1 : _position + 1;
        return !_ended;
    }

    protected abstract bool MoveNextCore();

    protected abstract Delegate MakeGetter(DataViewSchema.Column column);

    protected void CheckOnRow()
    {
        if (_position < 0)
        {
            throw new InvalidOperationException("The cursor is not on a row.");
        }
    }
}
