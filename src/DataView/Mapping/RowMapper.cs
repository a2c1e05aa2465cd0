using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>ML.NET's view of a <see cref="RowMap"/>: what a prediction engine asks for.</summary>
internal sealed class RowMapper(RowMap map) : IRowToRowMapper
{
    public DataViewSchema InputSchema => map.InputSchema;

    public DataViewSchema OutputSchema => map.OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        new ActiveColumns(map, dependingColumns).Needed;

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!ReferenceEquals(input.Schema, InputSchema))
        {
            throw new ArgumentException("The row has another schema than the mapper was made for.", nameof(input));
        }

        var columns = new ActiveColumns(map, activeColumns);
        return new MappedRow(input, map, columns, map.CreateGetters(input, columns.Computed));
    }
}
