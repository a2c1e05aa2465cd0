using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

/// <summary>The rows that tests read, and how they read them.</summary>
internal static class Rows
{
    public static IDataView Of(params float[] values) => new MLContext(1).Data.LoadFromEnumerable(values.Select(a => new Number { A = a }).ToArray());

    public static IReadOnlyList<TValue> Read<TValue>(IDataView data, string name, Random random = null)
    {
        var column = data.Schema[name];
        using var cursor = data.GetRowCursor([column], random);
        var getter = cursor.GetGetter<TValue>(column);
        var values = new List<TValue>();
        while (cursor.MoveNext())
        {
            TValue value = default;
            getter(ref value);
            values.Add(value);
        }

        return values;
    }

    public sealed class Number
    {
        public float A { get; set; }
    }

    public sealed class Doubled
    {
        public float B { get; set; }
    }
}
