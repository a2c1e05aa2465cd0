using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Planned buffers for scoring blocks of rows. Use from one thread at a time.</summary>
public sealed class ScoringSession
{
    // Few enough rows for the second cache, and a multiple of the kernels' tile heights.
    private const int RowsPerChunk = 144;

    private readonly NetworkDescription _description;
    private readonly ScoreOutput[] _layout;
    private readonly ScoringLane[] _lanes;
    private readonly float[][] _outputs;
    private int _nextChunk;
    private int _chunkRows;

    internal ScoringSession(NetworkDescription description, GraphPurpose purpose, ScoreOutput[] layout, ParameterStore store, int capacity, int threads)
    {
        _description = description;
        _layout = layout;
        _outputs = Array.ConvertAll(_layout, output => new float[checked(capacity * output.Width)]);
        Input = new Batch(TableShape.Of(description, withTargets: false), capacity);
        _lanes = new ScoringLane[Math.Min(threads, (capacity + RowsPerChunk - 1) / RowsPerChunk)];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = new ScoringLane(description, purpose, layout, store, Input.Shape, Math.Min(capacity, RowsPerChunk));
        }
    }

    /// <summary>The rows to score: clear it, add and fill rows, then call <see cref="Run"/>. It has no label columns.</summary>
    public Batch Input { get; }

    /// <summary>Scores the rows of <see cref="Input"/>. Allocates nothing.</summary>
    public void Run()
    {
        if (Input.Count <= RowsPerChunk)
        {
            _lanes[0].Run(Input, 0, Input.Count, _outputs);
            return;
        }

        // As many chunks for every lane, of about one size, so that none waits for another.
        var chunks = (Input.Count + RowsPerChunk - 1) / RowsPerChunk;
        chunks = (chunks + _lanes.Length - 1) / _lanes.Length * _lanes.Length;
        _chunkRows = (Input.Count + chunks - 1) / chunks;
        _nextChunk = 0;
        var work = new LaneWork { Session = this };
        var team = _lanes.Length == 1 ? WorkerTeam.CallerOnly : WorkerTeam.Shared;
        team.Run(_lanes.Length, ref work);
    }

    /// <summary>
    /// The scores of the last run, rows x outputs of the head, row by row. For regression the prediction in the label's units (for
    /// <see cref="PinballLoss"/> one quantile per level, for <see cref="GaussianLoss"/> the mean and the standard deviation), for a binary
    /// head the logit (for <see cref="BinaryHingeLoss"/> the margin), for a multiclass head and for shares of classes the probabilities
    /// (for <see cref="CategoricalHingeLoss"/> the raw outputs). NaN for a row with a feature that is not finite.
    /// </summary>
    /// <param name="output">
    /// The head's position in the description. After all heads come, for each head with a dual block, the probabilities that the previous value
    /// persists (one per row, 0 where it is missing), and the scores of the change block alone.
    /// </param>
    /// <exception cref="ArgumentException">The head is auxiliary.</exception>
    public ReadOnlySpan<float> Outputs(int output) => _outputs[output].Length == 0
        ? throw new ArgumentException($"Head '{_description.Heads[output].Name}' is auxiliary: it is not scored.", nameof(output))
        : _outputs[output].AsSpan(0, Input.Count * _layout[output].Width);

    /// <summary>The numbers of one row of the last run.</summary>
    /// <param name="output">As for <see cref="Outputs(int)"/>.</param>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<float> Outputs(int output, int row) => _outputs[output].AsSpan(row * _layout[output].Width, _layout[output].Width);

    // A row's score depends on no other row, so it does not matter which lane scores which chunk.
    private void RunLane(ScoringLane lane)
    {
        for (var first = TakeChunk(); first < Input.Count; first = TakeChunk())
        {
            lane.Run(Input, first, Math.Min(_chunkRows, Input.Count - first), _outputs);
        }
    }

    private int TakeChunk() => (Interlocked.Increment(ref _nextChunk) - 1) * _chunkRows;

    private struct LaneWork : IChunkWork
    {
        public ScoringSession Session;

        public readonly void Execute(int chunk) => Session.RunLane(Session._lanes[chunk]);
    }
}
