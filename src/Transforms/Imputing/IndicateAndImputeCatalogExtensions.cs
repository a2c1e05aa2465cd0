using NeuralTrainers;
using NeuralTrainers.DataView;

namespace Microsoft.ML;

/// <summary>Adds imputation with indicators to the transforms.</summary>
public static class IndicateAndImputeCatalogExtensions
{
    /// <summary>Replaces missing numbers (NaN), and says in further slots where they were.</summary>
    /// <remarks>
    /// <para>Input: numbers of any type or Booleans, single or a vector of known size. Output: a vector of <see cref="float"/>: the input's slots
    /// without missing values, and after them, for each slot that had missing values in training, a slot that is 1 where the value is
    /// missing and else 0. The indicators' slots are named after the input's with <c>.IsMissing</c> at the end.</para>
    /// <para>A value that is missing for the first time when predicting is replaced too. Infinite numbers stay, and are left out when
    /// median and mean are learned; a slot without any finite number gets 0.</para>
    /// <para>Fitting reads the data once and keeps at most 25,000 numbers of each slot (fewer if a vector has more than 64 slots); up to 8,192 rows medians are exact.</para>
    /// </remarks>
    /// <param name="catalog">The transforms.</param>
    /// <param name="outputColumnName">The name of the new column.</param>
    /// <param name="inputColumnName">The name of the column to transform; null for that of the new one.</param>
    /// <param name="imputation">What takes the place of missing numbers.</param>
    /// <param name="constant">The number for <see cref="Imputation.Constant"/>.</param>
    /// <param name="indicateAlways">Whether slots without missing values in training get an indicator too.</param>
    public static IEstimator<RowTransformer> IndicateAndImpute(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        Imputation imputation = Imputation.Median,
        float constant = 0,
        bool indicateAlways = false)
        => Create(catalog, [new ColumnNames(outputColumnName, inputColumnName)], imputation, constant, indicateAlways);

    /// <summary>Replaces the missing numbers of several columns, all in one pass over the data.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="columns">The names of the new columns and of those to transform.</param>
    /// <param name="imputation">What takes the place of missing numbers.</param>
    /// <param name="constant">The number for <see cref="Imputation.Constant"/>.</param>
    /// <param name="indicateAlways">Whether slots without missing values in training get an indicator too.</param>
    /// <inheritdoc cref="IndicateAndImpute(TransformsCatalog, string, string?, Imputation, float, bool)"/>
    public static IEstimator<RowTransformer> IndicateAndImpute(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        Imputation imputation = Imputation.Median,
        float constant = 0,
        bool indicateAlways = false)
        => Create(catalog, ColumnNames.Of(columns), imputation, constant, indicateAlways);

    private static ImputeEstimator Create(
        TransformsCatalog catalog, ColumnNames[] columns, Imputation imputation, float constant, bool indicateAlways) => new(
        columns,
        Seeds.Choose(seed: null, HostEnvironments.Of(catalog)),
        slot => ImputedSlot.Learn(slot, imputation, constant, indicateAlways));
}
