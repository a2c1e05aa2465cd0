namespace NeuralTrainers;

/// <summary>
/// Sets the smallest weights to zero for good, more and more of them as training goes on, and trains the others further
/// (Zhu and Gupta, "To Prune, or Not to Prune", 2017, equation 1: at a share t between start and end the sparsity is s (1 - (1 - t)^3)).
/// Each matrix of a linear layer loses the same share. Only epochs after <see cref="End"/> count as best, and only they count for early stopping.
/// </summary>
public sealed record MagnitudePruning
{
    /// <summary>The share s of the weights of each linear layer that is zero in the end, above 0 and below 1.</summary>
    /// <value>The default is 0.5.</value>
    public float Sparsity { get; init; } = 0.5f;

    /// <summary>The share of the run (of <c>MaximumEpochs</c>) before which nothing is pruned, in [0, 1).</summary>
    /// <value>The default is 0.2.</value>
    public float Start { get; init; } = 0.2f;

    /// <summary>The share of the run after which the sparsity is reached, at least <see cref="Start"/> and below 1.</summary>
    /// <value>The default is 0.6.</value>
    public float End { get; init; } = 0.6f;

    /// <summary>The first epoch, from 1, that is trained with the full sparsity.</summary>
    internal int FirstPrunedEpoch(int maximumEpochs) => Math.Min(maximumEpochs, (int)Math.Ceiling((End * (double)maximumEpochs) - 1e-4) + 1);

    /// <summary>The sparsity during an epoch, counted from 1.</summary>
    internal float SparsityIn(int epoch, int maximumEpochs)
    {
        if (epoch >= FirstPrunedEpoch(maximumEpochs))
        {
            return Sparsity;
        }

        var share = (((epoch - 1.0) / maximumEpochs) - Start) / (End - Start);
        return share > 0 ? (float)(Sparsity * (1 - Math.Pow(1 - share, 3))) : 0;
    }

    internal void Validate()
    {
        Require.Positive(Sparsity, nameof(Sparsity));
        Require.Fraction(Sparsity, nameof(Sparsity));
        Require.Fraction(Start, nameof(Start));
        Require.Fraction(End, nameof(End));
        Require.InRange(End, Start, 1f, nameof(End));
    }
}
