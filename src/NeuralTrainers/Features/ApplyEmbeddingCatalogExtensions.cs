using NeuralTrainers;

namespace Microsoft.ML;

/// <summary>Makes features of what a neural network has learned about categories.</summary>
public static class ApplyEmbeddingCatalogExtensions
{
    /// <summary>Replaces the keys of a column by the vectors that a network learned for them, as features for another trainer.</summary>
    /// <remarks>
    /// <para>The new column is a vector of <see cref="float"/> as long as the embedding's <see cref="CategoryEmbedding.Dimension"/>. Slot names are those of the network's column with
    /// a number: <c>City.0</c>, <c>City.1</c>, ... Missing and unseen keys get the network's vector for them, <see cref="CategoryEmbedding.Unknown"/>.</para>
    /// <para>If both the column and the embedding know what their keys stand for (the annotation <c>KeyValues</c>), the values decide, so that data whose keys were given in another order gets
    /// the right vectors. Otherwise the numbers of the keys do.</para>
    /// <para>Nothing is learned; fitting does not read the data. The vectors are saved within the transformer, and the network is not needed any more.</para>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The name of the new column.</param>
    /// <param name="inputColumnName">The name of the column of keys; null for the same name.</param>
    /// <param name="embedding">The vectors: <see cref="NeuralModelParameters.GetEmbedding"/> of a fitted network.</param>
    public static IEstimator<RowTransformer> ApplyEmbedding(this TransformsCatalog catalog, string outputColumnName, string? inputColumnName, CategoryEmbedding embedding)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(embedding);
        return Create([new EmbeddingColumn(outputColumnName, inputColumnName ?? outputColumnName, embedding)]);
    }

    /// <summary>Replaces the keys of several columns by the vectors that a network learned for them.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The names of the new columns, and of the columns of keys: those of the network's categorical columns.</param>
    /// <param name="model">The network: <c>Model</c> of a fitted transformer.</param>
    /// <exception cref="ArgumentException">There is no column, two new ones have one name, or the network has no such categorical column.</exception>
    /// <inheritdoc cref="ApplyEmbedding(TransformsCatalog, string, string?, CategoryEmbedding)" path="/remarks"/>
    public static IEstimator<RowTransformer> ApplyEmbedding(this TransformsCatalog catalog, InputOutputColumnPair[] columns, NeuralModelParameters model)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(model);
        if (columns.Length == 0 || columns.DistinctBy(column => column.OutputColumnName, StringComparer.Ordinal).Count() < columns.Length)
        {
            throw new ArgumentException("Name at least one column, and give each new one its own name.", nameof(columns));
        }

        return Create([.. columns.Select(column => new EmbeddingColumn(column.OutputColumnName, column.InputColumnName, model.GetEmbedding(column.InputColumnName)))]);
    }

    private static FeatureEstimator Create(EmbeddingColumn[] columns) => new(
        new EmbeddingTransformer(columns),
        [.. columns.Select(column => column.Output)],
        schema => Array.ForEach(columns, column => column.Check(schema)));
}
