using NeuralTrainers;

namespace Microsoft.ML;

/// <summary>Adds previous values to the rows of a panel.</summary>
public static class LagColumnsCatalogExtensions
{
    /// <summary>
    /// Sorts the rows of a panel by group and time, and gives each row the values of its group's previous rows.
    /// </summary>
    /// <remarks>
    /// <para>Each column <c>X</c> in <paramref name="columnNames"/> gets the columns <c>XLag1</c>, <c>XLag2</c>, ... up to <paramref name="periods"/>: its
    /// value one, two, ... rows before in the same group, whatever the time between. They have the type and the annotations of <c>X</c>. The time column <c>T</c>
    /// gets the columns <c>TGap1</c>, <c>TGap2</c>, ... (<see cref="float"/>): the row's time less that of the earlier row, in the time's own unit, in days for dates
    /// and time spans.</para>
    /// <para>Where a group has no such earlier row, the values are missing: NaN, the key 0, the empty text.</para>
    /// <para>To predict the <em>next</em> value of a column, take the column itself as the label and lagged columns as the features: each row then holds
    /// what was known one row before and what came of it. Leave the first row of each group out with <c>FilterRowsByMissingValues(data, "TGap1")</c>, and keep
    /// the rows of a group on one side of a split with the <c>samplingKeyColumnName</c> of <c>TrainTestSplit</c> and <c>CrossValidate</c>.</para>
    /// <para>Lazy: nothing is read before a cursor moves. A cursor reads the data once, holds the columns that it was asked for in memory to sort them, and
    /// needs no memory beyond that. Rows come in the order of the groups (keys and numbers by size, texts by their characters' codes) and of the times; they
    /// cannot be shuffled.</para>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">The panel, in any order, with one row per group and time.</param>
    /// <param name="groupColumnName">The name of the column that says whose row it is: a key, text or a number, never missing.</param>
    /// <param name="timeColumnName">The name of the column of times: numbers, dates or time spans, never missing.</param>
    /// <param name="columnNames">
    /// The names of the columns whose earlier values are wanted: keys, texts, <see cref="float"/>, <see cref="double"/>, or vectors of them. Other types have no missing value.
    /// </param>
    /// <param name="periods">How many rows to look back. At least 1.</param>
    /// <returns>The sorted data with the new columns after its own.</returns>
    /// <exception cref="ArgumentException">A column does not exist or is of a type that is not allowed for its role, or there is no column to lag.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="periods"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// While reading: a group has two rows of one time, or a group or time is missing; the message names them.
    /// </exception>
    public static IDataView LagColumns(
        this DataOperationsCatalog catalog,
        IDataView data,
        string groupColumnName,
        string timeColumnName,
        IReadOnlyList<string> columnNames,
        int periods = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(groupColumnName);
        ArgumentNullException.ThrowIfNull(timeColumnName);
        ArgumentNullException.ThrowIfNull(columnNames);
        return new LagDataView(data, new LagSchema(data.Schema, groupColumnName, timeColumnName, columnNames, periods));
    }
}
