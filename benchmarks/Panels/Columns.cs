namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>Reads columns of data.</summary>
internal static class Columns
{
    public static T[] Read<T>(IDataView data, string name) => Read(data, name, (in T value) => value);

    public static float[][] Vectors(IDataView data, string name) => Read(data, name, (in VBuffer<float> value) => value.DenseValues().ToArray());

    private static TResult[] Read<T, TResult>(IDataView data, string name, Conversion<T, TResult> convert)
    {
        var column = data.Schema[name];
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        var values = new List<TResult>();
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(convert(value));
        }

        return [.. values];
    }

    private delegate TResult Conversion<T, out TResult>(in T value);
}
