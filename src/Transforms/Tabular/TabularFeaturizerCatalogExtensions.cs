using NeuralTrainers;
using NeuralTrainers.DataView;

namespace Microsoft.ML;

/// <summary>Adds the featurizer of tables to the transforms.</summary>
public static class TabularFeaturizerCatalogExtensions
{
    /// <summary>
    /// Makes a network's whole input of a table: a feature vector of its numbers, and a key column for each categorical column. The
    /// neural-network trainers take both without further words.
    /// </summary>
    /// <remarks>
    /// <para>The types decide, unless <paramref name="categoricalColumnNames"/> says otherwise:</para>
    /// <list type="bullet">
    /// <item><term>numbers, Booleans, vectors of them</term><description>Missing ones are imputed by the median, with an indicator where training
    /// had some, and mapped to a normal distribution (<c>IndicateAndImpute</c>, <c>QuantileNormalize</c>). Slots that never change are left
    /// out. They become slots of the feature vector, in the order of the columns.</description></item>
    /// <item><term>dates and times</term><description>Days since 1970 and the cycles of the year, the week and the day as sine and cosine
    /// (<c>DateTimeFeatures</c>), then like numbers.</description></item>
    /// <item><term>text, keys</term><description>Keys by frequency in a column of the same name (<c>IndexCategories</c>). Values that came
    /// once share a key, which unseen values get too; missing ones have the key 0.</description></item>
    /// <item><term>others</term><description>are ignored.</description></item>
    /// </list>
    /// <para>What was decided about each column is in the transformer's <see cref="TabularFeaturizerTransformer.Decisions"/> and in the log of
    /// the <see cref="MLContext"/>.</para>
    /// <para>The key columns are marked: a trainer whose <c>CategoricalColumnNames</c> is null takes them. The feature vector is marked too: a
    /// trainer whose <c>Network</c> is null takes the architecture that suits it.</para>
    /// <para>Fitting reads the data once, in memory bounded by the number of columns and of different categories.</para>
    /// </remarks>
    /// <param name="catalog">The transforms.</param>
    /// <param name="labelColumnName">The label, which the features must not hold; null if there is none.</param>
    /// <param name="ignoredColumnNames">Other columns to leave out: row weights, row numbers, further labels.</param>
    /// <param name="categoricalColumnNames">Columns whose values are categories whatever their type: numbers that are codes.</param>
    /// <param name="columnNames">The only columns to take. Null for all but the label and the ignored ones.</param>
    /// <param name="outputColumnName">The name of the feature vector.</param>
    /// <param name="seed">The seed of the quantiles' noise; null for that of the <see cref="MLContext"/>, or a random one.</param>
    /// <exception cref="ArgumentException">When fitting: a named column does not exist or cannot be used so; the message names it.</exception>
    public static IEstimator<TabularFeaturizerTransformer> TabularFeaturizer(
        this TransformsCatalog catalog,
        string? labelColumnName = TabularFeaturizerDefaults.LabelColumnName,
        IReadOnlyList<string>? ignoredColumnNames = null,
        IReadOnlyList<string>? categoricalColumnNames = null,
        IReadOnlyList<string>? columnNames = null,
        string outputColumnName = TabularFeaturizerDefaults.OutputColumnName,
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        var environment = HostEnvironments.Of(catalog);
        return new TabularFeaturizerEstimator(
            environment,
            new TabularColumns(labelColumnName, ignoredColumnNames ?? [], categoricalColumnNames ?? [], columnNames, outputColumnName),
            Seeds.Choose(seed, environment));
    }
}
