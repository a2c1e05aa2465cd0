using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

/// <summary>Shows the position of the row that it reads, which results are cached by.</summary>
internal sealed class PositionTransformer : ITransformer, IDisposable
{
    public bool Disposed { get; private set; }

    public bool IsRowToRowMapper => true;

    public void Dispose() => Disposed = true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => GetRowToRowMapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => throw new NotSupportedException("Only single rows are mapped.");

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(inputSchema);

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException("Nothing to save.");

    public sealed class Output
    {
        public long Position { get; set; }
    }

    private sealed class Mapper : IRowToRowMapper
    {
        public Mapper(DataViewSchema inputSchema)
        {
            InputSchema = inputSchema;
            var builder = new DataViewSchema.Builder();
            builder.AddColumn(nameof(Output.Position), NumberDataViewType.Int64);
            OutputSchema = builder.ToSchema();
        }

        public DataViewSchema InputSchema { get; }

        public DataViewSchema OutputSchema { get; }

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => [];

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new Row(OutputSchema, input);
    }

    private sealed class Row(DataViewSchema schema, DataViewRow input) : DataViewRow
    {
        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<long> getter = (ref long value) => value = input.Position;
            return (ValueGetter<TValue>)(object)getter;
        }
    }
}
