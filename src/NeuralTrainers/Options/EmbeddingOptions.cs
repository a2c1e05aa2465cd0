namespace NeuralTrainers;

/// <summary>How a categorical column becomes a vector.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>The length of the vector, from 1 to 65,536.</summary>
    /// <value>
    /// The default is null: the length of the <see cref="PretrainedVectors"/>, else by the trainer's rule, <see
    /// cref="NeuralNetworkOptions.EmbeddingSize"/>.
    /// </value>
    public int? Dimension { get; init; }

    /// <summary>
    /// The name of the table of vectors. Columns that name the same table share it; they must have the same number of key values,
    /// mapped by the same keys.
    /// </summary>
    /// <value>The default is null: a table named like the column.</value>
    public string? Table { get; init; }

    /// <summary>
    /// Vectors to start from, by key value as text. Values without a vector start random; vectors of values that the column does not
    /// have are not used.
    /// </summary>
    /// <value>The default is null: all vectors start random.</value>
    public IReadOnlyDictionary<string, float[]>? PretrainedVectors { get; init; }

    /// <summary>Whether training leaves the vectors as they are.</summary>
    /// <value>The default is false.</value>
    public bool Frozen { get; init; }
}
