using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>A cursor with computed columns that goes row by row.</summary>
internal sealed class MappedCursor(DataViewRowCursor input, RowMap map, ActiveColumns columns) : DataViewRowCursor
{
    private readonly MappedRow _row = new(input, map, columns);

    public override DataViewSchema Schema => map.OutputSchema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override bool MoveNext() => input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.Contains(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _row.Dispose();
        }

        base.Dispose(disposing);
    }
}
