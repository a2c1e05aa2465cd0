using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that shift and scale numbers.</summary>
public static class NormalizationCatalog
{
    private const long DefaultExampleCount = 1000000000;

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, long maximumExampleCount = DefaultExampleCount, bool fixZero = true)
        => NormalizingEstimator.MinMax([new(outputColumnName, inputColumnName)], maximumExampleCount, fixZero);

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = DefaultExampleCount, bool fixZero = true)
        => NormalizingEstimator.MinMax(columns, maximumExampleCount, fixZero);

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = DefaultExampleCount,
        bool fixZero = true,
        bool useCdf = false)
        => NormalizingEstimator.MeanVariance([new(outputColumnName, inputColumnName)], maximumExampleCount, fixZero, useCdf);

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = DefaultExampleCount,
        bool fixZero = true,
        bool useCdf = false)
        => NormalizingEstimator.MeanVariance(columns, maximumExampleCount, fixZero, useCdf);
}
