using NeuralTrainers;

namespace Microsoft.ML;

/// <summary>Maps pairs of categories to keys.</summary>
public static class CrossCategoriesCatalogExtensions
{
    /// <summary>
    /// Maps the pairs of two columns' categories to keys, as <see cref="IndexCategoriesCatalogExtensions.IndexCategories(TransformsCatalog, string, string?, int, int, bool, int)"/> does with single ones: for effects that
    /// neither category has alone.
    /// </summary>
    /// <remarks>
    /// <para>The key values are text, <c>a|b</c>; a bar or backslash within a category has a backslash before it. A pair of which one is missing is missing, as is a pair that training did not
    /// have. There may be as many pairs as there are categories of one column times those of the other: <paramref name="maximumSize"/> and <paramref name="hashBuckets"/> bound what the
    /// model keeps.</para>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The name of the new column, of keys (<see cref="uint"/>).</param>
    /// <param name="firstColumnName">The name of a column of text, keys, numbers or Booleans; not of vectors.</param>
    /// <param name="secondColumnName">The name of another one.</param>
    /// <param name="minimumCount">How often a pair must come to get a key of its own. At least 1.</param>
    /// <param name="maximumSize">The largest number of pairs with a key of their own. From 1, or 0 with hashing, to 4,000,000.</param>
    /// <param name="rareBucket">Whether rare pairs share a key.</param>
    /// <param name="hashBuckets">The number of keys that rare and unseen pairs are hashed to, up to 4,000,000; 0 for none.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or <paramref name="rareBucket"/> and <paramref name="hashBuckets"/> are both given.</exception>
    public static IEstimator<RowTransformer> CrossCategories(
        this TransformsCatalog catalog,
        string outputColumnName,
        string firstColumnName,
        string secondColumnName,
        int minimumCount = IndexCategoriesDefaults.MinimumCount,
        int maximumSize = IndexCategoriesDefaults.MaximumSize,
        bool rareBucket = false,
        int hashBuckets = 0) =>
        catalog.CrossCategories([(outputColumnName, firstColumnName, secondColumnName)], minimumCount, maximumSize, rareBucket, hashBuckets);

    /// <summary>Maps the pairs of several pairs of columns to keys, in one pass over the data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The names of the new columns, and of the two columns that each is made from.</param>
    /// <param name="minimumCount">How often a pair must come to get a key of its own. At least 1.</param>
    /// <param name="maximumSize">The largest number of pairs of two columns with a key of their own. From 1, or 0 with hashing, to 4,000,000.</param>
    /// <param name="rareBucket">Whether rare pairs of two columns share a key.</param>
    /// <param name="hashBuckets">The number of keys of two columns that rare and unseen pairs are hashed to, up to 4,000,000; 0 for none.</param>
    /// <inheritdoc cref="CrossCategories(TransformsCatalog, string, string, string, int, int, bool, int)"/>
    public static IEstimator<RowTransformer> CrossCategories(
        this TransformsCatalog catalog,
        IReadOnlyList<(string Output, string First, string Second)> columns,
        int minimumCount = IndexCategoriesDefaults.MinimumCount,
        int maximumSize = IndexCategoriesDefaults.MaximumSize,
        bool rareBucket = false,
        int hashBuckets = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(columns);
        ColumnNames[] names = [.. columns.Select(column => new ColumnNames(column.Output, [column.First, column.Second]))];
        ColumnNames.Check(names);
        return new CategoryEstimator(names, new CategorySettings(minimumCount, maximumSize, rareBucket, hashBuckets).Validate());
    }
}
