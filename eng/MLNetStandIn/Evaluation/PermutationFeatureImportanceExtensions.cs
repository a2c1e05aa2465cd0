using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Permutation feature importance: per feature, the metric with the feature shuffled minus the metric without.</summary>
public static class PermutationFeatureImportanceExtensions
{
    /// <param name="useFeatureWeightFilter">Skips features of weight zero, in linear models; there are none here.</param>
    public static ImmutableArray<RegressionMetricsStatistics> PermutationFeatureImportance<TModel>(
        this RegressionCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = "Label",
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
        => ML.PermutationFeatureImportance.Measure(
            catalog.GetEnvironment(),
            predictionTransformer,
            predictionTransformer.FeatureColumnName,
            data,
            numberOfExamplesToUse,
            permutationCount,
            () => new RegressionMetricsStatistics(),
            scores => catalog.Evaluate(scores, labelColumnName),
            (a, b) => new(
                a.MeanAbsoluteError - b.MeanAbsoluteError,
                a.MeanSquaredError - b.MeanSquaredError,
                a.RootMeanSquaredError - b.RootMeanSquaredError,
                a.LossFunction - b.LossFunction,
                a.RSquared - b.RSquared));

    /// <param name="useFeatureWeightFilter">Skips features of weight zero, in linear models; there are none here.</param>
    public static ImmutableArray<BinaryClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this BinaryClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = "Label",
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
        => ML.PermutationFeatureImportance.Measure(
            catalog.GetEnvironment(),
            predictionTransformer,
            predictionTransformer.FeatureColumnName,
            data,
            numberOfExamplesToUse,
            permutationCount,
            () => new BinaryClassificationMetricsStatistics(),
            scores => catalog.EvaluateNonCalibrated(scores, labelColumnName),
            (a, b) => new(
                a.AreaUnderRocCurve - b.AreaUnderRocCurve,
                a.Accuracy - b.Accuracy,
                a.PositivePrecision - b.PositivePrecision,
                a.PositiveRecall - b.PositiveRecall,
                a.NegativePrecision - b.NegativePrecision,
                a.NegativeRecall - b.NegativeRecall,
                a.F1Score - b.F1Score,
                a.AreaUnderPrecisionRecallCurve - b.AreaUnderPrecisionRecallCurve));

    /// <param name="useFeatureWeightFilter">Skips features of weight zero, in linear models; there are none here.</param>
    public static ImmutableArray<MulticlassClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this MulticlassClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = "Label",
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
        => ML.PermutationFeatureImportance.Measure(
            catalog.GetEnvironment(),
            predictionTransformer,
            predictionTransformer.FeatureColumnName,
            data,
            numberOfExamplesToUse,
            permutationCount,
            () => new MulticlassClassificationMetricsStatistics(),
            scores => catalog.Evaluate(scores, labelColumnName),
            (a, b) => new(
                a.MicroAccuracy - b.MicroAccuracy,
                a.MacroAccuracy - b.MacroAccuracy,
                a.LogLoss - b.LogLoss,
                a.LogLossReduction - b.LogLossReduction,
                0,
                null,
                [.. a.PerClassLogLoss.Zip(b.PerClassLogLoss, (x, y) => x - y)]));
}
