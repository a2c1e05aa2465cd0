using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Predicts for one example at a time. Not for use by several threads at once.</summary>
public sealed class PredictionEngine<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ITransformer _transformer;
    private readonly InputRow _input = new();
    private readonly DataViewRow _output;
    private readonly Action<TDst>[] _setters;

    internal PredictionEngine(ITransformer transformer)
    {
        if (!transformer.IsRowToRowMapper)
        {
            throw new ArgumentException("Only a transformer that maps row by row can predict one example.", nameof(transformer));
        }

        _transformer = transformer;
        var mapper = transformer.GetRowToRowMapper(_input.Schema);
        OutputSchema = mapper.OutputSchema;
        _output = mapper.GetRow(_input, mapper.OutputSchema);

        // What the output has no column for keeps its value.
        _setters = [.. RowMember<TDst>.Create(SchemaDefinition.ForWriting(typeof(TDst)))
            .Where(m => OutputSchema.GetColumnOrNull(m.Column.ColumnName) is not null)
            .Select(m => m.MakeSetter(_output))];
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
        prediction ??= new TDst();
        foreach (var set in _setters)
        {
            set(prediction);
        }
    }

    public void Dispose()
    {
        _output.Dispose();
        (_transformer as IDisposable)?.Dispose();
    }

    private sealed class InputRow : DataViewRow
    {
        private readonly RowMember<TSrc>[] _members = RowMember<TSrc>.Create(SchemaDefinition.ForReading(typeof(TSrc)));
        private long _position = -1;
        private TSrc _example;

        public InputRow() => Schema = RowMember<TSrc>.MakeSchema(_members);

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
