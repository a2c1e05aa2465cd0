using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Learns output columns of one kind, all of them in one pass over the data.</summary>
/// <param name="columns">The names of the columns.</param>
internal abstract class ColumnEstimator<TColumn>(IReadOnlyList<ColumnNames> columns) : IEstimator<RowTransformer>
    where TColumn : FittedColumn, IFittedColumn<TColumn>
{
    public RowTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(SchemaShapes.Of(input.Schema));
        var sources = columns.SelectMany(column => column.Inputs).Distinct(StringComparer.Ordinal).Select(name => input.Schema[name]);
        using var cursor = input.GetRowCursor(sources);
        ColumnLearner<TColumn>[] learners = [.. columns.Select(column => CreateLearner(cursor, column))];
        var any = false;
        while (cursor.MoveNext())
        {
            any = true;
            foreach (var learner in learners)
            {
                learner.Add();
            }
        }

        return any
            ? new ColumnTransformer<TColumn>([.. learners.Select(learner => learner.Complete())])
            : throw new InvalidOperationException(
                $"The data to learn '{columns[0].Output}' from has no rows: check the file's path, the loader's options, and any filter.");
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Check(inputSchema);
        return SchemaShapes.With(inputSchema, [.. columns.Select(column => Shape(column, Find(inputSchema, column.Input)))]);
    }

    /// <summary>What an input column must be.</summary>
    protected abstract ColumnRequirement Require(string input);

    /// <summary>The shape of an output column.</summary>
    /// <param name="column">The names.</param>
    /// <param name="input">The shape of the (first) input column.</param>
    protected abstract SchemaShape.Column Shape(ColumnNames column, SchemaShape.Column input);

    /// <summary>Starts to learn a column.</summary>
    /// <param name="row">A row with the input columns active; its values change between calls of the learner.</param>
    /// <param name="column">The names.</param>
    protected abstract ColumnLearner<TColumn> CreateLearner(DataViewRow row, ColumnNames column);

    private void Check(SchemaShape schema)
    {
        foreach (var input in columns.SelectMany(column => column.Inputs))
        {
            Require(input).Check(schema);
        }
    }

    private static SchemaShape.Column Find(SchemaShape schema, string name)
    {
        SchemaShapes.TryFind(schema, name, out var column);
        return column;
    }
}
