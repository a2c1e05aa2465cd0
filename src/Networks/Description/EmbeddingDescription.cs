using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>How one categorical column becomes a vector.</summary>
public sealed record EmbeddingDescription
{
    /// <summary>The name of the column.</summary>
    public required string Column { get; init; }

    /// <summary>The number of known values. The table has one more row: row 0 serves missing and unseen values.</summary>
    public required int Cardinality { get; init; }

    /// <summary>The length of the vector.</summary>
    public required int Dimension { get; init; }

    /// <summary>The name of the table of vectors. Columns that name the same table share it.</summary>
    public required string Table { get; init; }

    /// <summary>Whether training leaves the vectors as they are.</summary>
    public bool Frozen { get; init; }

    /// <summary>The name of the tensor that holds the table.</summary>
    [JsonIgnore]
    public string TensorName => $"input.embedding.{Table}.weight";

    internal const int MaximumCardinality = 100_000_000;

    internal void Validate()
    {
        if (string.IsNullOrEmpty(Column))
        {
            throw new ArgumentException("An embedding has no column name.");
        }

        if (string.IsNullOrEmpty(Table))
        {
            throw new ArgumentException($"The embedding of column '{Column}' names no table.");
        }

        Require.InRange(Cardinality, 0, MaximumCardinality, $"The cardinality of column '{Column}'");
        Require.InRange(Dimension, 1, MlpTrunk.MaximumWidth, $"The embedding dimension of column '{Column}'");
    }
}
