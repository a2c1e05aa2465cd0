using NeuralTrainers;

namespace Microsoft.ML;

/// <summary>Maps categories to keys by how often they come.</summary>
public static class IndexCategoriesCatalogExtensions
{
    /// <summary>
    /// Maps text, keys, integers, other numbers or Booleans to keys: the most frequent category gets key 1. Missing and unseen categories get the missing key, 0.
    /// </summary>
    /// <remarks>
    /// <para>Categories that come equally often are in the order in which they came first. A category has a key of its own if it comes at least <paramref name="minimumCount"/>
    /// times and is among the <paramref name="maximumSize"/> most frequent. The others are rare: they get the missing key as well, or with <paramref name="rareBucket"/> one key
    /// that they share, or with <paramref name="hashBuckets"/> one of several keys by their hash, which unseen categories then get too.</para>
    /// <para>Missing are empty text, NaN, and key 0 (or a key beyond those that the column's type allows). Integers and Booleans are never missing.</para>
    /// <para>Vectors become vectors of keys of the same length, with one set of keys for all slots. A column of keys with key values counts as these values, so that data
    /// whose keys were given in another order is mapped alike; without key values, the numbers of the keys are the categories.</para>
    /// <para>The values of the categories are the annotation <c>KeyValues</c> of the new column, in their own type, so that <c>MapKeyToValue</c> restores them. With
    /// buckets they are text: the shared key is <c>(rare)</c>, those of the hash are <c>(bucket 1)</c>, <c>(bucket 2)</c>, ... Slot names are kept.</para>
    /// <para>The hash is CRC-32C of the category's text in UTF-8 (of numbers and Booleans: their text in the invariant culture), times 2^64 / the golden ratio, of which the upper
    /// 32 bits choose the bucket: the same on every machine and in every version. With <paramref name="maximumSize"/> 0 all categories are hashed and nothing is counted. With
    /// <paramref name="rareBucket"/> the model knows rare categories by their 32-bit hash: of the unseen ones it takes one in (4.3 billion / the number of rare categories) for rare.</para>
    /// <para>Fitting counts in one pass over the data. Up to 4,000,000 different categories of a column are counted exactly; of more the rarest are forgotten on the way (Misra and Gries,
    /// 1982), so that memory stays bounded: a count may then be too low by at most a 2,000,000th of the number of rows, and a category that comes more often than that is never missed.</para>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The name of the new column, of keys (<see cref="uint"/>).</param>
    /// <param name="inputColumnName">The name of the column of categories; null for the same name.</param>
    /// <param name="minimumCount">How often a category must come to get a key of its own. At least 1.</param>
    /// <param name="maximumSize">The largest number of categories with a key of their own. From 1, or 0 with hashing, to 4,000,000.</param>
    /// <param name="rareBucket">Whether rare categories share a key.</param>
    /// <param name="hashBuckets">The number of keys that rare and unseen categories are hashed to, up to 4,000,000; 0 for none.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or <paramref name="rareBucket"/> and <paramref name="hashBuckets"/> are both given.</exception>
    public static IEstimator<RowTransformer> IndexCategories(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int minimumCount = IndexCategoriesDefaults.MinimumCount,
        int maximumSize = IndexCategoriesDefaults.MaximumSize,
        bool rareBucket = false,
        int hashBuckets = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CategoryEstimator(
            [new ColumnNames(outputColumnName, inputColumnName)], new CategorySettings(minimumCount, maximumSize, rareBucket, hashBuckets).Validate());
    }

    /// <summary>Maps several columns of categories to keys, each to its own, in one pass over the data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The names of the new columns and of those that they are made from.</param>
    /// <param name="minimumCount">How often a category must come to get a key of its own. At least 1.</param>
    /// <param name="maximumSize">The largest number of categories of a column with a key of their own. From 1, or 0 with hashing, to 4,000,000.</param>
    /// <param name="rareBucket">Whether a column's rare categories share a key.</param>
    /// <param name="hashBuckets">The number of keys of a column that rare and unseen categories are hashed to, up to 4,000,000; 0 for none.</param>
    /// <inheritdoc cref="IndexCategories(TransformsCatalog, string, string?, int, int, bool, int)"/>
    public static IEstimator<RowTransformer> IndexCategories(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        int minimumCount = IndexCategoriesDefaults.MinimumCount,
        int maximumSize = IndexCategoriesDefaults.MaximumSize,
        bool rareBucket = false,
        int hashBuckets = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CategoryEstimator(ColumnNames.Of(columns), new CategorySettings(minimumCount, maximumSize, rareBucket, hashBuckets).Validate());
    }
}
