using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Where the number from 0 to 1 comes from by which a row is put on one side of a split: the same as in ML.NET for the same seed.</summary>
/// <param name="Source">The column it is computed from, or null if it is drawn.</param>
/// <param name="MakeReader">Gives the number of the row that the cursor has moved to, called once per row. NaN is on no side.</param>
internal sealed record RowFraction(DataViewSchema.Column? Source, Func<DataViewRow, Func<double>> MakeReader)
{
    private const uint DefaultSeed = 42;
    private const uint DefaultHashSeed = 314489979;
    private const int HashBits = 30;

    public static RowFraction Of(IDataView data, string samplingKeyColumnName, int? seed)
    {
        if (samplingKeyColumnName is null)
        {
            return new(null, _ => new RowRandom((uint?)seed ?? DefaultSeed).Next);
        }

        var source = data.Schema.Find(samplingKeyColumnName, "SamplingKeyColumn");
        var hashSeed = (uint?)seed ?? DefaultHashSeed;
        return source.Type switch
        {
            KeyDataViewType key => RowExtensions.Invoke<RowFraction>(OfKey<int>, [key.RawType], source, key.Count),
            TextDataViewType => Read(
                source, (ReadOnlyMemory<char> text) => text.IsEmpty ? double.NaN : OfHash(Murmur.Hash(hashSeed, text.Span.Trim(' ')))),
            _ when source.Type.Equals(NumberDataViewType.Int32) => Read(source, (int value) => OfHash(Murmur.Hash(hashSeed, (uint)value))),
            _ => throw new NotSupportedException(
                $"This stand-in for ML.NET splits by keys, text and Int32, not by {source.Type} '{source.Name}'; build against the package."),
        };
    }

    public DataOperationsCatalog.TrainTestData Split(IDataView data, Func<double, bool> isTrain, Func<double, bool> isTest)
        => new(Where(data, isTrain), Where(data, isTest));

    private SelectedRowsDataView Where(IDataView data, Func<double, bool> accepts)
        => SelectedRowsDataView.Where(data, Source is { } source ? [source] : [], row =>
        {
            var read = MakeReader(row);
            return () => accepts(read());
        });

    private static RowFraction OfKey<TKey>(DataViewSchema.Column source, ulong count)
        => Read(source, (TKey key) => KeyNumber.Of(key, count) is { } k ? (k - 0.5) / count : double.NaN);

    private static double OfHash(uint hash) => ((hash & ((1U << HashBits) - 1)) + 0.5) / (1U << HashBits);

    private static RowFraction Read<T>(DataViewSchema.Column source, Func<T, double> compute) => new(source, row =>
    {
        var get = row.GetGetter<T>(source);
        var value = default(T);
        return () =>
        {
            get(ref value);
            return compute(value);
        };
    });
}
