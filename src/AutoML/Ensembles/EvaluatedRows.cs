using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>Rows in their order, whoever reads them, and the names of the columns that were read.</summary>
internal sealed class EvaluatedRows(IDataView inner) : IDataView
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public bool CanShuffle => false;

    public DataViewSchema Schema => inner.Schema;

    public IReadOnlyCollection<string> Read => _read;

    public long? GetRowCount() => inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        lock (_read)
        {
            _read.UnionWith(columns.Select(column => column.Name));
        }

        return inner.GetRowCursor(columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded)];
}
