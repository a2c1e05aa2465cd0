using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>Data as a transformer's row mapper makes it, in one thread and not before a cursor moves: ML.NET's own views may read ahead in the background.</summary>
internal sealed class RowMapperView(IDataView input, IRowToRowMapper mapper) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    /// <summary>The data as a model's steps make it: ours score blocks of rows, others map row by row.</summary>
    public static IDataView Of(IDataView input, ITransformer model) => model switch
    {
        RowTransformer => model.Transform(input),
        IEnumerable<ITransformer> steps => steps.Aggregate(input, Of),
        _ => new RowMapperView(input, model.GetRowToRowMapper(input.Schema)),
    };

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        var cursor = input.GetRowCursor(mapper.GetDependencies(columns), rand);
        return new MappedCursor(cursor, mapper.GetRow(cursor, columns));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
