using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>Reads a whole data view.</summary>
internal static class TableReader
{
    /// <summary>Reads all rows in one pass, in the data view's order. Rows of weight 0, and those without any label, are left out.</summary>
    /// <param name="data">The data.</param>
    /// <param name="layout">What to read.</param>
    /// <param name="sink">Where to.</param>
    /// <param name="what">What the data is for, for messages.</param>
    /// <param name="cancellationToken">Checked at every row.</param>
    /// <exception cref="InvalidOperationException">There is no row, or a value is missing or wrong.</exception>
    public static void Read(IDataView data, RowLayout layout, IRowSink sink, string what, CancellationToken cancellationToken)
    {
        var any = false;
        var added = false;
        using (var cursor = data.GetRowCursor(layout.ColumnsIn(data.Schema)))
        {
            var reader = new RowReader(cursor, layout, mustBeFinite: true);
            while (cursor.MoveNext())
            {
                cancellationToken.ThrowIfCancellationRequested();
                any = true;
                added |= reader.Read(sink);
            }
        }

        if (!any)
        {
            throw new InvalidOperationException(
                $"The {what} data has no rows: check the file's path, the loader's options, and any filter.");
        }

        if (!added)
        {
            throw new InvalidOperationException(layout.Labels.Any(label => label.CanBeMissing)
                ? $"In the {what} data no row has a label{(layout.WeightColumnName is { } weight ? $" and a weight above 0 in '{weight}'" : string.Empty)}: " +
                    $"the label columns are {string.Join(", ", layout.Labels.Select(label => $"'{label.Name}'"))}."
                : $"In the {what} data all values of the example weight column '{layout.WeightColumnName}' are 0: " +
                    "at least one row needs a weight above 0.");
        }
    }
}
