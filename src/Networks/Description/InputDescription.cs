namespace NeuralTrainers;

/// <summary>What enters a network: numeric features and categorical columns.</summary>
public sealed record InputDescription
{
    internal const int MaximumNumerics = 100_000_000;
    internal const int MaximumEmbeddings = 100_000;

    /// <summary>The number of numeric features, 0 if there are none.</summary>
    public int NumericCount { get; init; }

    /// <summary>Whether the numeric features come as sparse rows. They go through a sparse first layer and are never made dense.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Whether the network shifts and scales its (dense) numeric features to mean 0 and deviation 1 of the training rows.</summary>
    public bool Standardize { get; init; }

    /// <summary>How the (dense) numeric features become vectors, or null if they enter as single numbers.</summary>
    public NumericEncoding? NumericEncoding { get; init; }

    /// <summary>The categorical columns, in order.</summary>
    public IReadOnlyList<EmbeddingDescription> Embeddings { get; init; } = [];

    internal void Validate()
    {
        Require.NotNull(Embeddings, nameof(Embeddings));
        Require.InRange(NumericCount, 0, MaximumNumerics, nameof(NumericCount));
        Require.InRange(Embeddings.Count, 0, MaximumEmbeddings, nameof(Embeddings) + ".Count");
        if (NumericCount == 0 && Embeddings.Count == 0)
        {
            throw new ArgumentException("The network has no input: give it a feature column, categorical columns, or both.");
        }

        if (IsSparse && Standardize)
        {
            throw new ArgumentException("Sparse features cannot be standardised: shifting them would make every slot non-zero.");
        }

        if (IsSparse && NumericEncoding is not null)
        {
            throw new ArgumentException(
                $"Sparse features cannot be encoded: the {NumericEncoding.GetType().Name} of a zero is not zero, so that every slot would be stored. " +
                $"Make the features dense or leave {nameof(NumericEncoding)} out.");
        }

        NumericEncoding?.Validate(NumericCount);
        var columns = new HashSet<string>(StringComparer.Ordinal);
        var tables = new Dictionary<string, EmbeddingDescription>(StringComparer.Ordinal);
        foreach (var embedding in Embeddings)
        {
            Require.NotNull(embedding, nameof(Embeddings));
            embedding.Validate();
            if (!columns.Add(embedding.Column))
            {
                throw new ArgumentException($"Column '{embedding.Column}' has two embeddings: name it once.");
            }

            if (tables.TryGetValue(embedding.Table, out var first))
            {
                CheckShared(first, embedding);
            }
            else
            {
                tables.Add(embedding.Table, embedding);
            }
        }
    }

    private static void CheckShared(EmbeddingDescription first, EmbeddingDescription second)
    {
        if (first.Cardinality != second.Cardinality || first.Dimension != second.Dimension || first.Frozen != second.Frozen)
        {
            throw new ArgumentException(
                $"Columns '{first.Column}' ({first.Cardinality} values, dimension {first.Dimension}) and '{second.Column}' " +
                $"({second.Cardinality} values, dimension {second.Dimension}) share the table '{first.Table}' but differ in size or in being frozen: " +
                "map both with the same keys and give both the same dimension, or name two tables.");
        }
    }
}
