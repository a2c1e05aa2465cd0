using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>How a metric changes when the values of one feature are shuffled among the rows (Breiman 2001).</summary>
internal static class PermutationFeatureImportance
{
    public static ImmutableArray<TStatistics> Measure<TMetrics, TStatistics>(
        IHostEnvironment env,
        ITransformer model,
        string featureColumnName,
        IDataView data,
        int? numberOfExamplesToUse,
        int permutationCount,
        Func<TStatistics> makeStatistics,
        Func<IDataView, TMetrics> evaluate,
        Func<TMetrics, TMetrics, TMetrics> subtract)
        where TStatistics : IMetricsStatistics<TMetrics>
    {
        var features = data.Schema.Find(featureColumnName, "feature");
        var random = new Random(env.Register(nameof(PermutationFeatureImportance)).Rand.Next());
        var baseline = evaluate(model.Transform(data));
        var rows = numberOfExamplesToUse is { } count ? new RowRangeDataView(data, 0, count) : data;
        var result = ImmutableArray.CreateBuilder<TStatistics>();
        for (var slot = 0; slot < ((VectorDataViewType)features.Type).Size; slot++)
        {
            var values = ReadSlot(rows, features, slot);
            var statistics = makeStatistics();
            for (var i = 0; i < permutationCount; i++)
            {
                random.Shuffle(values);
                statistics.Add(subtract(evaluate(model.Transform(WithSlot(rows, features, slot, values))), baseline));
            }

            result.Add(statistics);
        }

        return result.ToImmutable();
    }

    private static float[] ReadSlot(IDataView data, DataViewSchema.Column features, int slot)
    {
        var values = new List<float>();
        using var cursor = data.GetRowCursor([features]);
        var get = cursor.GetGetter<VBuffer<float>>(features);
        var vector = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            get(ref vector);
            values.Add(vector.GetItemOrDefault(slot));
        }

        return [.. values];
    }

    /// <summary>The data with other values, one per row, in a slot of the features.</summary>
    private static RowMapperDataView WithSlot(IDataView data, DataViewSchema.Column features, int slot, float[] values)
        => new(data, new ComputedColumnMapper(data.Schema, [new(features.Name, features.Type, features.Annotations, [features.Index], row =>
        {
            var get = row.GetGetter<VBuffer<float>>(features);
            var vector = default(VBuffer<float>);
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> destination) =>
            {
                get(ref vector);
                vector.CopyToDense(ref destination);
                VBufferEditor.CreateFromBuffer(ref destination).Values[slot] = values[row.Position];
            });
        })]));
}
