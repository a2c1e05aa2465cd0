using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Lets cursors and prediction engines score with a network.</summary>
internal sealed class NetworkScoringModel(TrainedNetwork network, RowLayout layout) : IScoringModel
{
    private readonly NetworkScorer _scorer = network.CreateScorer();

    public RowLayout Layout => layout;

    public IBlockScorer CreateScorer(int capacity) => new BlockScorer(_scorer.CreateSession(capacity), network.Description);

    private sealed class BlockScorer(ScoringSession session, NetworkDescription description) : BatchSink(session.Input), IBlockScorer
    {
        public void Clear() => Batch.Clear();

        public void Score() => session.Run();

        public ReadOnlySpan<float> Outputs(int head, int row)
        {
            var width = description.Heads[head].OutputCount;
            return session.Outputs(head).Slice(row * width, width);
        }
    }
}
