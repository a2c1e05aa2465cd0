using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Checks and reads the columns that evaluators compare.</summary>
internal static class EvaluatedColumns
{
    public static void Require(DataViewSchema.Column column, string role, string expected, bool fits)
    {
        if (!fits)
        {
            throw SchemaShapes.Mismatch(role, column.Name, expected, column.Type.ToString());
        }
    }

    /// <summary>The label as a number: true is 1, a key counts from 0, a missing key is NaN.</summary>
    public static ValueGetter<float> GetLabel(DataViewRow row, DataViewSchema.Column label) => label.Type switch
    {
        KeyDataViewType key => GenericCall.Invoke<ValueGetter<float>>(OfKey<int>, [key.RawType], row, label, key.Count),
        BooleanDataViewType => Convert(row, label, (bool value) => value ? 1 : 0),
        _ when label.Type.Equals(NumberDataViewType.Double) => Convert(row, label, (double value) => (float)value),
        _ => row.GetGetter<float>(label),
    };

    private static ValueGetter<float> OfKey<TKey>(DataViewRow row, DataViewSchema.Column label, ulong count)
        => Convert(row, label, (TKey key) => KeyNumber.Of(key) is var k && k >= 1 && k <= count ? k - 1 : float.NaN);

    private static ValueGetter<float> Convert<T>(DataViewRow row, DataViewSchema.Column label, Func<T, float> convert)
    {
        var get = row.GetGetter<T>(label);
        var source = default(T);
        return (ref float value) =>
        {
            get(ref source);
            value = convert(source);
        };
    }
}
