using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Predicts for one example at a time. Not for use by several threads at once.</summary>
public sealed class PredictionEngine<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ITransformer _transformer;
    private readonly InputRow _input;
    private readonly DataViewRow _output;
    private readonly Action<TDst> _fill;

    internal PredictionEngine(
        ITransformer transformer, bool ignoreMissingColumns, SchemaDefinition inputSchemaDefinition, SchemaDefinition outputSchemaDefinition)
    {
        if (!transformer.IsRowToRowMapper)
        {
            throw new ArgumentException("Only a transformer that maps row by row can predict one example.", nameof(transformer));
        }

        _transformer = transformer;
        _input = new(inputSchemaDefinition);
        var mapper = transformer.GetRowToRowMapper(_input.Schema);
        var reader = new RowReader<TDst>(mapper.OutputSchema, ignoreMissingColumns, outputSchemaDefinition);
        _output = mapper.GetRow(_input, mapper.OutputSchema);
        _fill = reader.Bind(_output);
        OutputSchema = transformer.GetOutputSchema(_input.Schema);
    }

    public DataViewSchema OutputSchema { get; }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    public void Predict(TSrc example, ref TDst prediction)
    {
        ArgumentNullException.ThrowIfNull(example);
        _input.Set(example);
        _fill(prediction ??= new TDst());
    }

    public void Dispose()
    {
        _output.Dispose();
        _input.Dispose();
        (_transformer as IDisposable)?.Dispose();
    }

    private sealed class InputRow : DataViewRow
    {
        private readonly IReadOnlyList<RowMember<TSrc>> _members;
        private long _position = -1;
        private TSrc _example;

        public InputRow(SchemaDefinition definition)
        {
            _members = RowMember<TSrc>.Create(definition ?? SchemaDefinition.Create(typeof(TSrc), SchemaDefinition.Direction.Read));
            Schema = EnumerableDataView<TSrc>.MakeSchema(_members);
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema { get; }

        public void Set(TSrc example)
        {
            _example = example;
            _position++;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new(checked((ulong)_position), 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => _members[column.Index].MakeGetter(() => _example).Typed<TValue>(column);
    }
}
