using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>The columns of a map's output that somebody asked for.</summary>
internal sealed class ActiveColumns
{
    private readonly RowMap _map;
    private readonly bool[] _active;

    public ActiveColumns(RowMap map, IEnumerable<DataViewSchema.Column> wanted)
    {
        _map = map;
        _active = new bool[map.OutputSchema.Count];
        foreach (var column in wanted)
        {
            Check(column);
            _active[column.Index] = true;
        }
    }

    /// <summary>Which computed columns are wanted.</summary>
    public ReadOnlySpan<bool> Computed => _active.AsSpan(_map.InputSchema.Count);

    /// <summary>The input columns that are handed on.</summary>
    public IEnumerable<DataViewSchema.Column> PassedOn => _map.InputSchema.Where(column => _active[column.Index]);

    /// <summary>The input columns that are handed on or computed from.</summary>
    public IEnumerable<DataViewSchema.Column> Needed
    {
        get
        {
            var needed = _active[.._map.InputSchema.Count];
            foreach (var column in _map.Dependencies(Computed))
            {
                needed[column.Index] = true;
            }

            return _map.InputSchema.Where(column => needed[column.Index]);
        }
    }

    public bool Contains(DataViewSchema.Column column)
    {
        Check(column);
        return _active[column.Index];
    }

    /// <summary>The getter of a column: the input's own, or the computed one.</summary>
    /// <exception cref="InvalidOperationException">The column is not active, or of another type.</exception>
    public ValueGetter<TValue> Getter<TValue>(DataViewSchema.Column column, DataViewRow input, Delegate?[] computed)
    {
        if (!Contains(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active: name it when the cursor or row is made.");
        }

        if (column.Index < _map.InputSchema.Count)
        {
            return input.GetGetter<TValue>(_map.InputSchema[column.Index]);
        }

        return computed[column.Index - _map.InputSchema.Count] as ValueGetter<TValue>
            ?? throw WrongType<TValue>(column);
    }

    public static InvalidOperationException WrongType<TValue>(DataViewSchema.Column column) =>
        new($"Column '{column.Name}' is of type {column.Type}: its values cannot be read as {typeof(TValue)}.");

    private void Check(DataViewSchema.Column column)
    {
        if (column.Index >= _active.Length || _map.OutputSchema[column.Index].Name != column.Name)
        {
            throw new ArgumentException($"Column '{column.Name}' is not of this schema.", nameof(column));
        }
    }
}
