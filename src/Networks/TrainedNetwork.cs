namespace NeuralTrainers.Networks;

/// <summary>A network that can be scored, saved and trained further. Immutable; all threads may share it.</summary>
public sealed class TrainedNetwork
{
    internal TrainedNetwork(NetworkDescription description, NetworkWeights weights, TrainingHistory history)
    {
        Description = description;
        Weights = weights;
        History = history;
    }

    /// <summary>What the network consists of.</summary>
    public NetworkDescription Description { get; }

    /// <summary>Its tensors.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>How it was trained.</summary>
    public TrainingHistory History { get; }

    /// <summary>The number of trained values.</summary>
    public long ParameterCount => ParameterCatalog.Of(Description).Where(spec => spec.Trains).Sum(spec => spec.Length);

    /// <summary>The learned vectors of a categorical column, (cardinality + 1) x dimension; row 0 serves missing and unseen values.</summary>
    /// <param name="column">The name of the column.</param>
    /// <exception cref="ArgumentException">The network has no such categorical column.</exception>
    public WeightTensor GetEmbedding(string column)
    {
        var embedding = Description.Input.Embeddings.FirstOrDefault(candidate => string.Equals(candidate.Column, column, StringComparison.Ordinal))
            ?? throw new ArgumentException(
                $"The network has no embedding of a column '{column}'; it has: {string.Join(", ", Description.Input.Embeddings.Select(known => known.Column))}.",
                nameof(column));
        return Weights[InputOperation.TableName(embedding)];
    }

    /// <summary>Prepares the weights for scoring.</summary>
    public NetworkScorer CreateScorer() => new(this);

    /// <summary>Writes the description and history as JSON, and the weights as safetensors.</summary>
    public void Save(Stream description, Stream weights) => throw new InvalidOperationException();

    /// <summary>Reads what <see cref="Save"/> wrote, checking every length against the data before allocating.</summary>
    /// <exception cref="InvalidDataException">The data is damaged, of a newer version, or not a network.</exception>
    public static TrainedNetwork Load(Stream description, Stream weights) => throw new InvalidOperationException();
}
