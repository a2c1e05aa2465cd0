using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>A data view with computed columns. Reads nothing before a cursor moves.</summary>
internal sealed class MappedDataView(IDataView input, RowMap map) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => map.OutputSchema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = new ActiveColumns(map, columnsNeeded);
        return map.CreateCursor(input.GetRowCursor(columns.Needed, rand), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = new ActiveColumns(map, columnsNeeded);
        return [.. input.GetRowCursorSet(columns.Needed, n, rand).Select(cursor => map.CreateCursor(cursor, columns))];
    }
}
