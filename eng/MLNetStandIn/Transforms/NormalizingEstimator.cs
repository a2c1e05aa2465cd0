using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns offset and scale of each slot in one pass.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly InputOutputColumnPair[] _pairs;
    private readonly Func<SlotStatistics, int, (double Offset, double Divisor)> _fit;
    private readonly long _maximumExampleCount;

    private NormalizingEstimator(
        InputOutputColumnPair[] pairs, long maximumExampleCount, Func<SlotStatistics, int, (double Offset, double Divisor)> fit)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximumExampleCount, 1);
        _pairs = pairs;
        _maximumExampleCount = maximumExampleCount;
        _fit = fit;
    }

    /// <summary>To [-1, 1] with zero in place, or to [0, 1]. A slot of one value becomes 0.</summary>
    internal static NormalizingEstimator MinMax(InputOutputColumnPair[] pairs, long maximumExampleCount, bool fixZero)
        => new(pairs, maximumExampleCount, (s, i) =>
        {
            var (minimum, maximum) = (s.Minimum(i), s.Maximum(i));
            return !(maximum > minimum) ? (0, 0)
                : fixZero ? (0, Math.Max(Math.Abs(maximum), Math.Abs(minimum)))
                : (minimum, maximum - minimum);
        });

    /// <summary>To unit variance around the mean, or, with zero in place, to unit mean square. A slot of one value becomes 0.</summary>
    internal static NormalizingEstimator MeanVariance(InputOutputColumnPair[] pairs, long maximumExampleCount, bool fixZero, bool useCdf)
        => useCdf
            ? throw new NotSupportedException("This stand-in for ML.NET does not normalize by the cumulative distribution; build against the package.")
            : new(pairs, maximumExampleCount, (s, i) =>
            {
                var (mean, variance) = (s.Mean(i), s.Variance(i));
                return variance == 0 ? (0, 0)
                    : fixZero ? (0, Math.Sqrt(variance + (mean * mean)))
                    : (mean, Math.Sqrt(variance));
            });

    public NormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = Array.ConvertAll(_pairs, p => input.Schema.Find(p.InputColumnName));
        foreach (var column in columns)
        {
            if (!IsNormalizable(column.Type.GetItemType()) || column.Type is VectorDataViewType { IsKnownSize: false })
            {
                throw SchemaShapes.Mismatch("input", column.Name, "scalar or known-size vector of Single or Double", column.Type.ToString());
            }
        }

        var functions = SlotStatistics.Of(input, columns, _maximumExampleCount).Zip(columns, (statistics, column) =>
        {
            var isSingle = column.Type.GetItemType().RawType == typeof(float);
            var slots = Enumerable.Range(0, statistics.Size).Select(i => _fit(statistics, i)).ToArray();
            return new NormalizingTransformer.Affine(isSingle, Array.ConvertAll(slots, s => s.Offset), Array.ConvertAll(slots, s => Scale(s.Divisor, isSingle)));
        });
        return new(_pairs, [.. functions]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(
        _pairs,
        (c, name) => IsNormalizable(c.ItemType) && c.Kind != SchemaShape.Column.VectorKind.VariableVector
            ? new(name, c.Kind, c.ItemType, false, new(c.Keep(AnnotationUtils.Kinds.SlotNames).Prepend(SchemaShapes.IsNormalized)))
            : throw SchemaShapes.Mismatch("input", c.Name, "vector or scalar of Single or Double", c.GetTypeString()));

    // The division is done in the type of the column, as ML.NET does it, so that the results are the same to the last bit.
    private static double Scale(double divisor, bool isSingle) => divisor == 0 ? 0 : isSingle ? 1 / (float)divisor : 1 / divisor;

    private static bool IsNormalizable(DataViewType item) => item.RawType == typeof(float) || item.RawType == typeof(double);
}
