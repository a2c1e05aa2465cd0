namespace NeuralTrainers;

/// <summary>
/// y = w (x - mean) / sqrt(variance + epsilon) + b per unit, with mean and variance over the rows of a training batch and w and b learned
/// (Ioffe and Szegedy, "Batch Normalization", 2015). Scoring uses running statistics. Training needs batches of at least two rows.
/// </summary>
public sealed record BatchNormalization : Normalization
{
    /// <summary>The share of a batch's statistics in the running ones: running = (1 - momentum) running + momentum batch. Above 0, at most 1.</summary>
    /// <value>The default is 0.1.</value>
    public float Momentum { get; init; } = 0.1f;

    /// <summary>Added to the variance. Above 0.</summary>
    /// <value>The default is 1e-5.</value>
    public float Epsilon { get; init; } = 1e-5f;

    internal override void Validate()
    {
        Require.Positive(Momentum, nameof(Momentum));
        Require.InRange(Momentum, 0, 1, nameof(Momentum));
        Require.Positive(Epsilon, nameof(Epsilon));
    }
}
