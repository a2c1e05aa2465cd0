namespace NeuralTrainers.Networks;

/// <summary>What a network takes from its training rows before its first step.</summary>
/// <param name="Description">The network, with what the data decides about its shape.</param>
/// <param name="Tensors">The constants that the data decides, by name.</param>
/// <param name="MeanWeight">The mean row weight.</param>
internal sealed record FittedInput(NetworkDescription Description, IReadOnlyDictionary<string, float[]> Tensors, double MeanWeight)
{
    /// <summary>Looks at the training rows: feature statistics, and where the numeric features are to be encoded their bins.</summary>
    /// <param name="description">A valid description.</param>
    /// <param name="source">The training rows.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="isFitted">Whether an earlier run has decided all that: then only the weights are looked at.</param>
    public static FittedInput Of(NetworkDescription description, IBatchSource source, int threads = 1, bool isFitted = false)
    {
        var statistics = FeatureStatistics.Of(source, description.Input.Standardize && !isFitted);
        var tensors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        if (isFitted)
        {
            return new FittedInput(description, tensors, statistics.MeanWeight);
        }

        if (description.Input.Standardize)
        {
            tensors.Add(FeatureStatistics.MeanName, statistics.Means);
            tensors.Add(FeatureStatistics.DeviationName, statistics.Deviations);
        }

        if (description.Input.NumericEncoding is { } encoding)
        {
            encoding = encoding with { Features = encoding.Features ?? DistinctValues.MoreThanTwo(source) };
            if (encoding is PiecewiseLinearEncoding piecewiseLinear)
            {
                var edges = BinEdges.Of(piecewiseLinear, source, description.Heads, threads);
                encoding = piecewiseLinear with { BinCounts = [.. edges.Select(feature => feature.Length - 1)] };
                tensors.Add(PiecewiseLinearOperation.EdgesName, [.. edges.SelectMany(feature => feature)]);
            }

            description = description with { Input = description.Input with { NumericEncoding = encoding } };
        }

        return new FittedInput(description, tensors, statistics.MeanWeight);
    }
}
