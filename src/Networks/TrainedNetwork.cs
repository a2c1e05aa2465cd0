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
        return Weights[embedding.TensorName];
    }

    /// <summary>Prepares the weights for scoring.</summary>
    public NetworkScorer CreateScorer() => new(this);

    /// <summary>Writes the description and history as JSON, and the weights as safetensors. Both streams stay open.</summary>
    /// <param name="description">Receives <c>network.json</c>.</param>
    /// <param name="weights">Receives <c>weights.safetensors</c>.</param>
    public void Save(Stream description, Stream weights)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(weights);
        NetworkFile.Write(description, Description, History);
        SafetensorsFile.Write(weights, Weights);
    }

    /// <summary>
    /// Reads what <see cref="Save"/> wrote, each stream to its end. The streams may come from anywhere: every length is checked against
    /// the data, and no more is allocated than 16 MiB plus 64 times the bytes that the streams hold, whatever they claim.
    /// </summary>
    /// <param name="description">Holds <c>network.json</c>, at most 64 MiB.</param>
    /// <param name="weights">Holds <c>weights.safetensors</c>.</param>
    /// <exception cref="InvalidDataException">The data is damaged, of a newer version, or not a network; the message says which.</exception>
    public static TrainedNetwork Load(Stream description, Stream weights)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(weights);
        var (network, history) = NetworkFile.Read(description);
        return new TrainedNetwork(network, SafetensorsFile.Read(weights, Shapes(network)), history);
    }

    private static IReadOnlyList<TensorShape> Shapes(NetworkDescription network)
    {
        try
        {
            return ParameterCatalog.Shapes(network);
        }
        catch (ArgumentException exception)
        {
            // Every part is within its range, but the whole is not.
            throw new InvalidDataException("The network's description is damaged. " + exception.Message, exception);
        }
    }
}
