using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>A panel in the order of groups and times, with the values of earlier rows. Reads nothing before a cursor moves.</summary>
internal sealed class LagDataView(IDataView input, LagSchema schema) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema.Output;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = new bool[schema.Output.Count];
        foreach (var column in columnsNeeded)
        {
            active[column.Index] = true;
        }

        return new LagCursor(input, schema, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded)];
}
