using NeuralTrainers.Networks.Tests;

namespace NeuralTrainers.Transforms.Tests;

/// <summary>A row that can be read again and again, and allocates nothing itself.</summary>
internal sealed class ConstantRow(DataViewSchema schema) : DataViewRow
{
    private readonly Dictionary<string, Delegate> _getters = new(StringComparer.Ordinal);
    private long _position;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    public void Set<T>(string name, T constant) => _getters[name] = (ValueGetter<T>)((ref T value) => value = constant);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = default;

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters.ContainsKey(column.Name);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)_getters[column.Name];

    /// <summary>Fails if reading a transformer's column row after row allocates.</summary>
    public void AssertNoAllocations<T>(ITransformer transformer, string name)
    {
        var mapper = transformer.GetRowToRowMapper(schema);
        var column = mapper.OutputSchema[name];
        using var row = mapper.GetRow(this, [column]);
        var getter = row.GetGetter<T>(column);
        T value = default!;
        Allocations.AssertNone(100, () =>
        {
            _position++;
            getter(ref value);
        });
    }
}
