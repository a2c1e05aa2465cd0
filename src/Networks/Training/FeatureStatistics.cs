using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>Mean and deviation of each dense numeric feature over the training rows, and the mean row weight.</summary>
internal sealed class FeatureStatistics
{
    public const string MeanName = "input.numeric.mean";
    public const string DeviationName = "input.numeric.deviation";

    private FeatureStatistics(float[] means, float[] deviations, double meanWeight)
    {
        Means = means;
        Deviations = deviations;
        MeanWeight = meanWeight;
    }

    public float[] Means { get; }

    /// <summary>1 for a constant feature: it becomes 0 for every training row and stays bounded for others.</summary>
    public float[] Deviations { get; }

    public double MeanWeight { get; }

    /// <summary>Two passes over the rows: a sum of squared differences from the mean loses no precision on far-off features.</summary>
    public static FeatureStatistics Of(IBatchSource source, bool withFeatures)
    {
        var width = withFeatures ? source.Shape.NumericCount : 0;
        var sums = new double[width];
        double weights = 0;
        SourceScan.Visit(source, batch =>
        {
            weights += TensorPrimitives.Sum<float>(batch.Weights);
            for (var row = 0; row < batch.Count && width > 0; row++)
            {
                Add(sums, batch.NumericRow(row));
            }
        });
        var means = Array.ConvertAll(sums, sum => sum / source.RowCount);
        var squares = new double[width];
        if (width > 0)
        {
            SourceScan.Visit(source, batch =>
            {
                for (var row = 0; row < batch.Count; row++)
                {
                    AddSquaredDifferences(squares, batch.NumericRow(row), means);
                }
            });
        }

        var deviations = squares.Select((square, i) => Deviation(square / source.RowCount, means[i]));
        return new FeatureStatistics(Array.ConvertAll(means, mean => (float)mean), [.. deviations], weights / source.RowCount);
    }

    private static float Deviation(double variance, double mean)
    {
        // Rounding noise around a constant is not a deviation.
        var deviation = Math.Sqrt(variance);
        return deviation > 1e-6 * Math.Abs(mean) && (float)deviation > 0 ? (float)deviation : 1f;
    }

    private static void Add(double[] sums, ReadOnlySpan<float> row)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += row[i];
        }
    }

    private static void AddSquaredDifferences(double[] squares, ReadOnlySpan<float> row, double[] means)
    {
        for (var i = 0; i < squares.Length; i++)
        {
            var difference = row[i] - means[i];
            squares[i] += difference * difference;
        }
    }
}
