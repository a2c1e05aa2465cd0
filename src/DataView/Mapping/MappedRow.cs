using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>A row with computed columns, bound to an input row that changes underneath it.</summary>
internal sealed class MappedRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly RowMap _map;
    private readonly ActiveColumns _columns;
    private readonly Delegate?[] _computed;

    public MappedRow(DataViewRow input, RowMap map, ActiveColumns columns)
    {
        _input = input;
        _map = map;
        _columns = columns;
        _computed = map.CreateGetters(input, columns.Computed);
    }

    public override DataViewSchema Schema => _map.OutputSchema;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns.Contains(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _columns.Getter<TValue>(column, _input, _computed);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }
}
