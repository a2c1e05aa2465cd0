using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Finds and reads the columns that evaluators compare.</summary>
internal static class EvaluatedColumns
{
    public static DataViewSchema.Column Single(DataViewSchema schema, string name, string role)
        => schema.Find(name, role) is var column && column.Type.Equals(NumberDataViewType.Single)
            ? column
            : throw Columns.Mismatch(role, name, "Single", column.Type);

    /// <summary>The label as a number: true is 1, a key counts from 0, a missing key is NaN.</summary>
    public static ValueGetter<float> GetLabel(DataViewRow row, DataViewSchema.Column label) => label.Type switch
    {
        KeyDataViewType key => RowExtensions.Invoke<ValueGetter<float>>(OfKey<int>, [key.RawType], row, label, key.Count),
        BooleanDataViewType => Convert(row, label, (bool value) => value ? 1 : 0),
        _ => row.GetGetter<float>(label),
    };

    private static ValueGetter<float> OfKey<TKey>(DataViewRow row, DataViewSchema.Column label, ulong count)
        => Convert(row, label, (TKey key) => KeyNumber.Of(key, count) - 1 ?? float.NaN);

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
