namespace Microsoft.ML.Data;

/// <summary>Whether no value of some columns is missing: NaN, or the key 0.</summary>
internal static class MissingValueCondition
{
    public static Func<bool> Of(DataViewRow row, IReadOnlyCollection<DataViewSchema.Column> columns)
    {
        var conditions = columns.Select(c => GenericCall.Invoke<Func<bool>>(OfItem<int>, [c.Type.GetItemType().RawType], row, c)).ToArray();
        return () => Array.TrueForAll(conditions, holds => holds());
    }

    public static bool Supports(DataViewType type) =>
        type.GetItemType() is var item && (item is KeyDataViewType || item.Equals(NumberDataViewType.Single) || item.Equals(NumberDataViewType.Double));

    private static Func<bool> OfItem<T>(DataViewRow row, DataViewSchema.Column column)
    {
        Func<T, bool> isMissing = column.Type.GetItemType() is KeyDataViewType ? value => KeyNumber.Of(value) == 0 : PrimitiveValues.IsMissing;
        if (column.Type is VectorDataViewType)
        {
            var getVector = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> vector = default;
            return () =>
            {
                getVector(ref vector);
                return !vector.DenseValues().Any(isMissing);
            };
        }

        var get = row.GetGetter<T>(column);
        var value = default(T);
        return () =>
        {
            get(ref value);
            return !isMissing(value);
        };
    }
}
