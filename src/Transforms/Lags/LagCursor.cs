using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>Goes over the sorted rows of a panel.</summary>
internal sealed class LagCursor : DataViewRowCursor
{
    private readonly LagSchema _schema;
    private readonly bool[] _active;
    private readonly PanelRows _rows;
    private int _next;
    private int _position = -1;

    public LagCursor(IDataView input, LagSchema schema, bool[] active)
    {
        _schema = schema;
        _active = active;
        _rows = new PanelRows(input, schema, [.. Enumerable.Range(0, active.Length).Where(index => active[index]).Select(index => schema[index].Source)]);
    }

    public override DataViewSchema Schema => _schema.Output;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool MoveNext()
    {
        _rows.Load();
        _position = _next < _rows.Count ? _next++ : -1;
        return _position >= 0;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)CheckedPosition(), 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active: name it when the cursor is made.");
        }

        var (_, source, lag, isGap) = _schema[column.Index];
        var getter = isGap
            ? new ValueGetter<float>((ref float value) => value = _rows.Gap(CheckedPosition(), lag))
            : _rows.CreateGetter(source, () => _rows.Earlier(CheckedPosition(), lag));
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}: its values cannot be read as {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
        }

        base.Dispose(disposing);
    }

    private int CheckedPosition() => _position >= 0
        ? _position
        : throw new InvalidOperationException("The cursor is not on a row: call MoveNext first, and stop when it returns false.");
}
