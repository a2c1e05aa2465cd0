using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A network's weights prepared for scoring. Immutable; all threads may share it, each with a session of its own.</summary>
public sealed class NetworkScorer
{
    private readonly ParameterStore _store;

    internal NetworkScorer(TrainedNetwork network)
    {
        Description = network.Description;
        _store = new ParameterStore(Graph.Declare(Description).Layout, network.Weights);

        // A first graph names the matrices that products read; all later ones find them packed.
        var graph = Graph.Declare(Description, layout: _store.Layout, purpose: GraphPurpose.Scoring);
        graph.Bind(new Binding(_store, null, 1));
        _store.Pack(WorkerTeam.CallerOnly);
    }

    /// <summary>The network.</summary>
    public NetworkDescription Description { get; }

    /// <summary>The width of the last hidden layer that the heads share; 0 if there is none.</summary>
    internal int FeatureCount => Graph.Declare(Description, layout: _store.Layout, purpose: GraphPurpose.Features).Representation?.Width ?? 0;

    /// <summary>Plans the buffers for blocks of rows.</summary>
    /// <param name="capacity">The largest number of rows in a block.</param>
    /// <param name="threads">
    /// How many threads may score a block, the caller's included. The others are shared by all sessions of the process, and a session that
    /// finds them at work scores alone. It changes the speed only, never a bit of the result.
    /// </param>
    public ScoringSession CreateSession(int capacity, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        return new ScoringSession(Description, GraphPurpose.Scoring, ScoreOutput.Of(Description), _store, capacity, threads);
    }

    /// <summary>
    /// Plans the buffers for blocks of rows whose last hidden layer is asked for: the representation that the heads share, of an ensemble the mean over its
    /// members. It is the session's only output, <see cref="FeatureCount"/> numbers for each row; NaN for a row with a feature that is not finite.
    /// </summary>
    /// <param name="capacity">The largest number of rows in a block.</param>
    /// <param name="threads">As for <see cref="CreateSession"/>.</param>
    internal ScoringSession CreateFeatureSession(int capacity, int threads) =>
        new(Description, GraphPurpose.Features, ScoreOutput.Features(FeatureCount), _store, capacity, threads);
}
