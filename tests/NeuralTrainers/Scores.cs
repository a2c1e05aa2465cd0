namespace NeuralTrainers.Tests;

/// <summary>Reads columns of scored data.</summary>
internal static class Scores
{
    public static TValue[] Of<TValue>(IDataView data, string column) => Read(data, column, (in TValue value) => value);

    public static string[] Texts(IDataView data, string column) => Read(data, column, (in ReadOnlyMemory<char> value) => value.ToString());

    public static float[][] Vectors(IDataView data, string column) =>
        Read(data, column, (in VBuffer<float> value) => value.DenseValues().ToArray());

    /// <summary>All scores of all rows, whatever the trainer.</summary>
    public static float[] Of(IDataView scored)
    {
        var columns = scored.Schema.Where(column => column.Name == "Score" || column.Name.EndsWith(".Score", StringComparison.Ordinal))
            .Select(column => column.Type is VectorDataViewType
                ? Vectors(scored, column.Name)
                : [.. Of<float>(scored, column.Name).Select(score => new[] { score })]).ToArray();
        return [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.SelectMany(column => column[row]))];
    }

    /// <summary>The bits of all weights of a model.</summary>
    public static int[] Weights(NeuralTransformer transformer) =>
        [.. transformer.Model.Network.Weights.SelectMany(tensor => tensor.Values).Select(BitConverter.SingleToInt32Bits)];

    public static int[] Bits(IEnumerable<float> values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    private static TResult[] Read<TValue, TResult>(IDataView data, string name, Conversion<TValue, TResult> convert)
    {
        var column = data.Schema[name];
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<TValue>(column);
        TValue value = default!;
        var results = new List<TResult>();
        while (cursor.MoveNext())
        {
            getter(ref value);
            results.Add(convert(value));
        }

        return [.. results];
    }

    private delegate TResult Conversion<TValue, out TResult>(in TValue value);
}
