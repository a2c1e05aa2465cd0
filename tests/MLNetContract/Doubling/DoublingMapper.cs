using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

internal sealed class DoublingMapper : IRowToRowMapper
{
    private readonly DoublingTransformer _transformer;

    public DoublingMapper(DoublingTransformer transformer, DataViewSchema inputSchema)
    {
        _transformer = transformer;
        InputSchema = inputSchema;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumn("B", NumberDataViewType.Single);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => dependingColumns.Select(c => c.Index < InputSchema.Count ? InputSchema[c.Index] : InputSchema["A"]).DistinctBy(c => c.Index);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new Row(this, input, [.. activeColumns.Select(c => c.Index)]);

    private sealed class Row(DoublingMapper mapper, DataViewRow input, HashSet<int> active) : DataViewRow
    {
        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => mapper.OutputSchema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < mapper.InputSchema.Count)
            {
                return input.GetGetter<TValue>(mapper.InputSchema[column.Index]);
            }

            mapper._transformer.GettersMade++;
            var source = input.GetGetter<float>(mapper.InputSchema["A"]);
            ValueGetter<float> getter = (ref float value) =>
            {
                mapper._transformer.Computed++;
                source(ref value);
                value *= 2;
            };
            return (ValueGetter<TValue>)(object)getter;
        }
    }
}
