using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.Samples;

/// <summary>Reads columns of a data view.</summary>
internal static class PanelReader
{
    public static Move[] Moves(IDataView pairs, string target) =>
        [.. Values<uint>(pairs, $"{target}Lag1").Zip(Values<uint>(pairs, target), (from, to) => new Move(from, to))];

    public static float[][] Probabilities(IDataView scored, string column) => Read(scored, column, (in VBuffer<float> score) => score.DenseValues().ToArray());

    public static T[] Values<T>(IDataView data, string column) => Read(data, column, (in T value) => value);

    private static TResult[] Read<T, TResult>(IDataView data, string name, Copy<T, TResult> copy)
    {
        using var cursor = data.GetRowCursor([data.Schema[name]]);
        var get = cursor.GetGetter<T>(data.Schema[name]);
        var results = new List<TResult>();
        T value = default!;
        while (cursor.MoveNext())
        {
            get(ref value);
            results.Add(copy(value));
        }

        return [.. results];
    }

    private delegate TResult Copy<T, out TResult>(in T value);
}
