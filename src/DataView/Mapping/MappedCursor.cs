using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>A cursor with computed columns that goes row by row.</summary>
/// <param name="input">The cursor that it goes along with, and owns.</param>
/// <param name="map">The columns.</param>
/// <param name="columns">Which of them are wanted.</param>
/// <param name="computed">The getters of the computed columns, null for those that are not wanted.</param>
internal sealed class MappedCursor(DataViewRowCursor input, RowMap map, ActiveColumns columns, Delegate?[] computed) : DataViewRowCursor
{
    private readonly MappedRow _row = new(input, map, columns, computed);

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
