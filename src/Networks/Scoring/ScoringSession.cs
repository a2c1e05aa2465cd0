namespace NeuralTrainers.Networks;

/// <summary>Planned buffers for scoring blocks of rows. Use from one thread at a time.</summary>
public sealed class ScoringSession
{
    internal ScoringSession(Batch input) => Input = input;

    /// <summary>The rows to score: clear it, add and fill rows, then call <see cref="Run"/>. It has no label columns.</summary>
    public Batch Input { get; }

    /// <summary>Scores the rows of <see cref="Input"/>. Allocates nothing.</summary>
    public void Run() => throw new InvalidOperationException();

    /// <summary>
    /// The scores of the last run, rows x outputs of the head, row by row: for regression in the label's units, for a binary head the
    /// logit, for a multiclass head the probabilities. NaN for a row with a feature that is not finite.
    /// </summary>
    /// <param name="head">The head's position in the description.</param>
    public ReadOnlySpan<float> Outputs(int head) => throw new InvalidOperationException(head.ToString());
}
