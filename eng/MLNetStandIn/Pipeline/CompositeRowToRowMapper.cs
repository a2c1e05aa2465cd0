namespace Microsoft.ML.Data;

/// <summary>Row mappers in sequence, as one.</summary>
internal sealed class CompositeRowToRowMapper : IRowToRowMapper
{
    private readonly IReadOnlyList<IRowToRowMapper> _mappers;

    public CompositeRowToRowMapper(DataViewSchema inputSchema, IReadOnlyList<IRowToRowMapper> mappers)
    {
        _mappers = mappers;
        InputSchema = inputSchema;
        OutputSchema = mappers.Count == 0 ? inputSchema : mappers[^1].OutputSchema;
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => _mappers.Reverse().Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        if (input.Schema != InputSchema)
        {
            throw new ArgumentException("The row is of another schema than this mapper was made for.", nameof(input));
        }

        var needed = new IEnumerable<DataViewSchema.Column>[_mappers.Count];
        for (var i = _mappers.Count - 1; i >= 0; i--)
        {
            needed[i] = activeColumns = [.. activeColumns];
            activeColumns = _mappers[i].GetDependencies(activeColumns);
        }

        return _mappers.Zip(needed).Aggregate(input, (row, step) => step.First.GetRow(row, step.Second));
    }
}
