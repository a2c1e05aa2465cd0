using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Lets cursors and prediction engines score with a network.</summary>
internal sealed class NetworkScoringModel(TrainedNetwork network, RowLayout layout) : IScoringModel
{
    // Fewer rows are scored before another thread has woken up.
    private const int RowsPerThread = 512;

    private readonly NetworkScorer _scorer = network.CreateScorer();

    public RowLayout Layout => layout;

    public IBlockScorer CreateScorer(int capacity)
    {
        var threads = Math.Clamp(capacity / RowsPerThread, 1, Environment.ProcessorCount);
        return new BlockScorer(_scorer.CreateSession(capacity, threads));
    }

    private sealed class BlockScorer(ScoringSession session) : BatchSink(session.Input), IBlockScorer
    {
        public void Clear() => Batch.Clear();

        public void Score() => session.Run();

        public ReadOnlySpan<float> Outputs(int head, int row) => session.Outputs(head, row);
    }
}
