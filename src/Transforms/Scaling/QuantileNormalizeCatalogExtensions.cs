using NeuralTrainers;
using NeuralTrainers.DataView;

namespace Microsoft.ML;

/// <summary>Adds quantile normalization to the transforms.</summary>
public static class QuantileNormalizeCatalogExtensions
{
    /// <summary>
    /// Maps each number of a column to its rank among the training rows, and on to where a normal distribution has that rank: outliers
    /// come near, and dense regions are spread out.
    /// </summary>
    /// <remarks>
    /// <para>Input: numbers of any type or Booleans, single or a vector of known size. Output: <see cref="float"/>, single or a vector of the same
    /// size, with the input's slot names, marked as normalized.</para>
    /// <para>Between the learned quantiles ranks are interpolated linearly. Numbers beyond those of the training rows get the rank 0 or 1, which
    /// is -5.2 or 5.2 in the normal distribution. A value that holds several quantiles gets the middle of their ranks; a slot of one value
    /// gets the middle of the distribution. NaN stays NaN and is left out when the quantiles are learned, as infinite numbers are.</para>
    /// <para>Fitting reads the data once and keeps at most 25,000 numbers of each slot (fewer if a vector has more than 64 slots); up to 8,192 rows the quantiles are exact, beyond
    /// their ranks are off by no more than some 0.0005, with high probability (Karnin, Lang and Liberty, "Optimal Quantile Approximation in Streams", FOCS 2016).</para>
    /// </remarks>
    /// <param name="catalog">The transforms.</param>
    /// <param name="outputColumnName">The name of the new column.</param>
    /// <param name="inputColumnName">The name of the column to transform; null for that of the new one.</param>
    /// <param name="distribution">The distribution to map to.</param>
    /// <param name="quantileCount">
    /// The number of quantiles, at least 2. Null for a thirtieth of the rows, from 10 to 1,000 (Gorishniy et al., "Revisiting Deep Learning
    /// Models for Tabular Data", NeurIPS 2021).
    /// </param>
    /// <param name="noise">
    /// The deviation of the normal random numbers that the quantiles are learned with, in standard deviations of the slot, so that values that
    /// many rows share are told apart less sharply; 0 for none.
    /// </param>
    /// <param name="seed">The seed of the noise; null for that of the <see cref="MLContext"/>, or a random one.</param>
    /// <exception cref="ArgumentException">An argument is out of range; the message names it, its value and what is allowed.</exception>
    public static IEstimator<RowTransformer> QuantileNormalize(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        QuantileDistribution distribution = QuantileDistribution.Normal,
        int? quantileCount = null,
        float noise = QuantileNormalizeDefaults.Noise,
        int? seed = null)
        => Create(catalog, [new ColumnNames(outputColumnName, inputColumnName)], distribution, quantileCount, noise, seed);

    /// <summary>Maps the numbers of several columns to their ranks, all in one pass over the data.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="columns">The names of the new columns and of those to transform.</param>
    /// <param name="distribution">The distribution to map to.</param>
    /// <param name="quantileCount">The number of quantiles, at least 2; null for a thirtieth of the rows, from 10 to 1,000.</param>
    /// <param name="noise">The deviation of the noise, in standard deviations of each slot; 0 for none.</param>
    /// <param name="seed">The seed of the noise; null for that of the <see cref="MLContext"/>, or a random one.</param>
    /// <inheritdoc cref="QuantileNormalize(TransformsCatalog, string, string?, QuantileDistribution, int?, float, int?)"/>
    public static IEstimator<RowTransformer> QuantileNormalize(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        QuantileDistribution distribution = QuantileDistribution.Normal,
        int? quantileCount = null,
        float noise = QuantileNormalizeDefaults.Noise,
        int? seed = null)
        => Create(catalog, ColumnNames.Of(columns), distribution, quantileCount, noise, seed);

    private static ScaleEstimator<QuantileScale> Create(
        TransformsCatalog catalog, ColumnNames[] columns, QuantileDistribution distribution, int? quantileCount, float noise, int? seed)
    {
        if (quantileCount < 2)
        {
            throw new ArgumentOutOfRangeException(
                nameof(quantileCount), quantileCount, $"{nameof(quantileCount)} is {quantileCount}: it must be at least 2, or null.");
        }

        if (!(noise >= 0 && float.IsFinite(noise)))
        {
            throw new ArgumentOutOfRangeException(nameof(noise), noise, $"{nameof(noise)} is {noise}: it must be a finite number, 0 or above.");
        }

        return new ScaleEstimator<QuantileScale>(
            columns,
            Seeds.Choose(seed, HostEnvironments.Of(catalog)),
            slot => QuantileScale.Learn(slot, distribution, quantileCount, noise));
    }
}
