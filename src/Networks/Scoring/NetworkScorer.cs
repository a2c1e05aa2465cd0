namespace NeuralTrainers.Networks;

/// <summary>A network's weights prepared for scoring. Immutable; all threads may share it, each with a session of its own.</summary>
public sealed class NetworkScorer
{
    internal NetworkScorer(NetworkDescription description) => Description = description;

    /// <summary>The network.</summary>
    public NetworkDescription Description { get; }

    /// <summary>Plans the buffers for blocks of rows.</summary>
    /// <param name="capacity">The largest number of rows in a block.</param>
    public ScoringSession CreateSession(int capacity) => throw new InvalidOperationException();
}
