using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Permutation feature importance (Breiman 2001): per feature, the metric with its values shuffled minus the metric without.</summary>
public static class PermutationFeatureImportanceExtensions
{
    public static ImmutableArray<RegressionMetricsStatistics> PermutationFeatureImportance<TModel>(
        this RegressionCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = "Label",
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
        => Measure(
            catalog, predictionTransformer, data, numberOfExamplesToUse, permutationCount,
            () => new RegressionMetricsStatistics(), scores => catalog.Evaluate(scores, labelColumnName));

    public static ImmutableArray<BinaryClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this BinaryClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = "Label",
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
        => Measure(
            catalog, predictionTransformer, data, numberOfExamplesToUse, permutationCount,
            () => new BinaryClassificationMetricsStatistics(), scores => catalog.EvaluateNonCalibrated(scores, labelColumnName));

    public static ImmutableArray<MulticlassClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this MulticlassClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = "Label",
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
        => Measure(
            catalog, predictionTransformer, data, numberOfExamplesToUse, permutationCount,
            () => new MulticlassClassificationMetricsStatistics(), scores => catalog.Evaluate(scores, labelColumnName));

    private static ImmutableArray<TStatistics> Measure<TModel, TStatistics, TMetrics>(
        TrainCatalogBase catalog,
        ISingleFeaturePredictionTransformer<TModel> model,
        IDataView data,
        int? numberOfExamplesToUse,
        int permutationCount,
        Func<TStatistics> makeStatistics,
        Func<IDataView, TMetrics> evaluate)
        where TModel : class
    {
        var features = data.Schema.Find(model.FeatureColumnName, "feature");
        var random = (catalog.GetEnvironment() as IHostEnvironmentInternal)?.Seed is { } seed ? new Random(seed) : new Random();
        var baseline = evaluate(model.Transform(data));
        var rows = numberOfExamplesToUse is { } count ? SelectedRowsDataView.First(data, count) : data;
        return [.. Enumerable.Range(0, features.Type.SlotCount()).Select(slot =>
        {
            var values = ReadSlot(rows, features, slot);
            var statistics = makeStatistics();
            for (var i = 0; i < permutationCount; i++)
            {
                random.Shuffle(values);
                var metrics = evaluate(model.Transform(WithSlot(rows, features, slot, values)));
                foreach (var property in typeof(TStatistics).GetProperties())
                {
                    // The statistics of a metric have its name.
                    var metric = typeof(TMetrics).GetProperty(property.Name)!;
                    ((MetricStatistics)property.GetValue(statistics)).Add((double)metric.GetValue(metrics) - (double)metric.GetValue(baseline));
                }
            }

            return statistics;
        })];
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
            ItemGetter.Make(row, features, (float value, int i) => i == slot ? values[row.Position] : value, keepsDefault: false))]));
}
