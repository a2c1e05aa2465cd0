namespace NeuralTrainers.Transforms.Tests;

/// <summary>Reads columns of data.</summary>
internal static class Columns
{
    public static TValue[] Read<TValue>(IDataView data, string name) => Read(data, name, (in TValue value) => value);

    public static string[] Texts(IDataView data, string name) => Read(data, name, (in ReadOnlyMemory<char> value) => value.ToString());

    public static float[][] Vectors(IDataView data, string name) => Read(data, name, (in VBuffer<float> value) => value.DenseValues().ToArray());

    private static TResult[] Read<TValue, TResult>(IDataView data, string name, Conversion<TValue, TResult> convert)
    {
        var column = data.Schema[name];
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<TValue>(column);
        var results = new List<TResult>();
        TValue value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            results.Add(convert(value));
        }

        return [.. results];
    }

    private delegate TResult Conversion<TValue, out TResult>(in TValue value);
}
