using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>Columns that are computed each by itself.</summary>
internal sealed class ColumnMap(DataViewSchema inputSchema, IReadOnlyList<ComputedColumn> columns)
    : RowMap(inputSchema, [.. columns.Select(column => column.Column)])
{
    public override IEnumerable<DataViewSchema.Column> Dependencies(ReadOnlySpan<bool> active)
    {
        var needed = new List<DataViewSchema.Column>();
        for (var i = 0; i < active.Length; i++)
        {
            if (active[i])
            {
                needed.AddRange(columns[i].Sources);
            }
        }

        return needed;
    }

    public override Delegate?[] CreateGetters(DataViewRow input, ReadOnlySpan<bool> active)
    {
        var getters = new Delegate?[active.Length];
        for (var i = 0; i < active.Length; i++)
        {
            getters[i] = active[i] ? columns[i].CreateGetter(input) : null;
        }

        return getters;
    }
}
