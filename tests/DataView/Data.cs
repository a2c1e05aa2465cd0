namespace NeuralTrainers.DataView.Tests;

internal static class Data
{
    public static RowLayout Layout { get; } = new()
    {
        Features = new FeatureColumn("Features", 2, IsSparse: false),
        Keys = [new KeyColumn("City", 3)],
    };

    public static IDataView Of(params Item[] items) => new MLContext(1).Data.LoadFromEnumerable(items);

    /// <summary>Rows whose features add up to their number.</summary>
    public static IDataView Count(int rows) =>
        Of([.. Enumerable.Range(0, rows).Select(i => new Item { Features = [i, 0], Name = $"row {i}" })]);

    public static List<TValue> Read<TValue>(IDataView data, string column)
    {
        using var cursor = data.GetRowCursor([data.Schema[column]]);
        return Read<TValue>(cursor, column);
    }

    public static List<TValue> Read<TValue>(DataViewRowCursor cursor, string column)
    {
        var getter = cursor.GetGetter<TValue>(cursor.Schema[column]);
        var values = new List<TValue>();
        while (cursor.MoveNext())
        {
            TValue value = default!;
            getter(ref value);
            values.Add(value);
        }

        return values;
    }
}
