using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The rows of a panel in memory, sorted by group and time.</summary>
internal sealed class PanelRows : IDisposable
{
    private readonly DataViewRowCursor _input;
    private readonly Dictionary<int, ColumnStore> _stores;
    private readonly ColumnStore _groups;
    private readonly ColumnStore _times;
    private readonly Func<int, int, float> _gap;
    private readonly string _groupName;
    private readonly string _timeName;
    private int[]? _order;

    // For each position, that of its group's first row.
    private int[] _starts = [];

    public PanelRows(IDataView input, LagSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        DataViewSchema.Column[] needed = [.. columns.Append(schema.Group).Append(schema.Time).DistinctBy(column => column.Index)];
        _input = input.GetRowCursor(needed);
        _stores = needed.ToDictionary(column => column.Index, column => ColumnStore.Create(_input, column));
        _groups = _stores[schema.Group.Index];
        _times = _stores[schema.Time.Index];
        _gap = PanelTimes.GapOf(_times);
        (_groupName, _timeName) = (schema.Group.Name, schema.Time.Name);
    }

    public int Count => _starts.Length;

    /// <summary>Reads and sorts the rows, once.</summary>
    /// <exception cref="InvalidOperationException">A group or time is missing, or a group has two rows of one time.</exception>
    public void Load()
    {
        if (_order is not null)
        {
            return;
        }

        var count = 0;
        for (; _input.MoveNext(); count++)
        {
            foreach (var store in _stores.Values)
            {
                store.Append();
            }

            Check(_groups, _groupName, "the group");
            Check(_times, _timeName, "the time");
        }

        // The rows are read: whatever holds the source open can be let go.
        _input.Dispose();
        _order = [.. Enumerable.Range(0, count)];
        Array.Sort(_order, (a, b) =>
            _groups.Compare(a, b) is not 0 and var byGroup ? byGroup
            : _times.Compare(a, b) is not 0 and var byTime ? byTime
            : a.CompareTo(b));
        FindGroups();
    }

    /// <summary>The number, in the order of reading, of the row some places earlier in the same group, or -1.</summary>
    public int Earlier(int position, int lag) => position - lag >= _starts[position] ? _order![position - lag] : -1;

    /// <summary>The time since the row some places earlier in the same group, or NaN.</summary>
    public float Gap(int position, int lag) => Earlier(position, lag) is >= 0 and var earlier ? _gap(_order![position], earlier) : float.NaN;

    /// <summary>A getter of a column's value in a row, or of its missing value for row -1.</summary>
    public Delegate CreateGetter(DataViewSchema.Column column, Func<int> row) => _stores[column.Index].CreateGetter(row);

    public void Dispose() => _input.Dispose();

    private void FindGroups()
    {
        _starts = new int[_order!.Length];
        for (var position = 1; position < _order.Length; position++)
        {
            var (before, row) = (_order[position - 1], _order[position]);
            var continues = _groups.Compare(before, row) == 0;
            _starts[position] = continues ? _starts[position - 1] : position;
            if (continues && _times.Compare(before, row) == 0)
            {
                throw new InvalidOperationException(
                    $"Column '{_groupName}': the group {_groups.Format(row)} has the time {_times.Format(row)} of column '{_timeName}' twice, in the rows {before} and {row} " +
                    "(counted from 0). Keep one row for each group and time.");
            }
        }
    }

    private void Check(ColumnStore store, string name, string what)
    {
        if (store.LastIsMissing())
        {
            throw RowError.Of(name, _input, $"{what} is missing", "Every row of a panel needs a group and a time: leave others out.");
        }
    }
}
