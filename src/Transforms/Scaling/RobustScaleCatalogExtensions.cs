using NeuralTrainers;
using NeuralTrainers.DataView;

namespace Microsoft.ML;

/// <summary>Adds robust scaling to the transforms.</summary>
public static class RobustScaleCatalogExtensions
{
    /// <summary>
    /// Subtracts a column's median, divides by the distance of its quartiles, and clips smoothly: <c>x / sqrt(1 + (x / clip)^2)</c>.
    /// </summary>
    /// <remarks>
    /// <para>Input: numbers of any type or Booleans, single or a vector of known size. Output: <see cref="float"/>, single or a vector of the same
    /// size, with the input's slot names, marked as normalized.</para>
    /// <para>If the quartiles are equal, it divides by half the range; a slot of one value becomes 0. NaN stays NaN and is left out when the
    /// scale is learned, as infinite numbers are. Source: Holzmüller, Grinsztajn and Steinwart, "Better by Default: Strong Pre-Tuned MLPs and
    /// Boosted Trees on Tabular Data", NeurIPS 2024, section 3.</para>
    /// <para>Fitting reads the data once and keeps at most 25,000 numbers of each slot (fewer if a vector has more than 64 slots); up to 8,192 rows median and quartiles are exact.</para>
    /// </remarks>
    /// <param name="catalog">The transforms.</param>
    /// <param name="outputColumnName">The name of the new column.</param>
    /// <param name="inputColumnName">The name of the column to transform; null for that of the new one.</param>
    /// <param name="clip">The bound that no result reaches: above 0, or null for no clipping.</param>
    /// <exception cref="ArgumentException">An argument is out of range; the message names it, its value and what is allowed.</exception>
    public static IEstimator<RowTransformer> RobustScale(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, float? clip = RobustScaleDefaults.Clip)
        => Create(catalog, [new ColumnNames(outputColumnName, inputColumnName)], clip);

    /// <summary>Scales several columns, all in one pass over the data.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="columns">The names of the new columns and of those to transform.</param>
    /// <param name="clip">The bound that no result reaches: above 0, or null for no clipping.</param>
    /// <inheritdoc cref="RobustScale(TransformsCatalog, string, string?, float?)"/>
    public static IEstimator<RowTransformer> RobustScale(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, float? clip = RobustScaleDefaults.Clip)
        => Create(catalog, ColumnNames.Of(columns), clip);

    private static ScaleEstimator<RobustScale> Create(TransformsCatalog catalog, ColumnNames[] columns, float? clip)
    {
        if (clip is { } bound && !(bound > 0 && float.IsFinite(bound)))
        {
            throw new ArgumentOutOfRangeException(nameof(clip), clip, $"{nameof(clip)} is {clip}: it must be above 0 and finite, or null.");
        }

        return new ScaleEstimator<RobustScale>(
            columns, Seeds.Choose(seed: null, HostEnvironments.Of(catalog)), slot => NeuralTrainers.RobustScale.Learn(slot, clip));
    }
}
