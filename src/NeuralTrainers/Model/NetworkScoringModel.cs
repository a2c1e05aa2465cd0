using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Lets cursors and prediction engines score with a network.</summary>
/// <param name="layout">The columns that it reads.</param>
/// <param name="createSession">Plans buffers for a number of rows and threads.</param>
internal sealed class NetworkScoringModel(RowLayout layout, Func<int, int, ScoringSession> createSession) : IScoringModel
{
    // Fewer rows are scored before another thread has woken up.
    private const int RowsPerThread = 512;

    public RowLayout Layout => layout;

    public IBlockScorer CreateScorer(int capacity)
    {
        var threads = Math.Clamp(capacity / RowsPerThread, 1, Environment.ProcessorCount);
        return new BlockScorer(createSession(capacity, threads));
    }

    private sealed class BlockScorer(ScoringSession session) : BatchSink(session.Input), IBlockScorer
    {
        public void Clear() => Batch.Clear();

        public void Score() => session.Run();

        public ReadOnlySpan<float> Outputs(int head, int row) => session.Outputs(head, row);
    }
}
