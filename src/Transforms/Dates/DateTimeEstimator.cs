using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Makes columns of the parts of dates and times. There is nothing to learn: the data is not read.</summary>
internal sealed class DateTimeEstimator : IEstimator<RowTransformer>
{
    private readonly IReadOnlyList<ColumnNames> _columns;
    private readonly DateTimeParts _parts;
    private readonly DateTimeParts _cycles;

    public DateTimeEstimator(IReadOnlyList<ColumnNames> columns, DateTimeParts parts, DateTimeParts cycles)
    {
        (_columns, _parts, _cycles) = (columns, parts, cycles);
        if ((cycles & DateTimePart.WithoutCycle) is not DateTimeParts.None and var endless)
        {
            throw new ArgumentException($"cyclicalParts has {endless}: that has no cycle. Name it in parts only.", nameof(cycles));
        }

        if ((parts | cycles) == DateTimeParts.None)
        {
            throw new ArgumentException("parts and cyclicalParts are both None: name at least one part.", nameof(parts));
        }
    }

    public RowTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(SchemaShapes.Of(input.Schema));
        return new ColumnTransformer<DateTimeColumn>([.. _columns.Select(column => new DateTimeColumn(column, _parts, _cycles))]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Check(inputSchema);
        return SchemaShapes.With(inputSchema, [.. _columns.Select(column => SchemaShapes.Vector(column.Output, NumberDataViewType.Single, SlotNames.Shape))]);
    }

    private void Check(SchemaShape schema)
    {
        foreach (var column in _columns)
        {
            DateTimeReader.Require(column.Input).Check(schema);
        }
    }
}
