namespace NeuralTrainers;

/// <summary>What happened in one epoch.</summary>
public sealed record EpochRecord
{
    /// <summary>The epoch's number, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>
    /// The mean training loss over the epoch's batches, as training saw it (with dropout). That of several heads is the sum of theirs, each
    /// times its weight.
    /// </summary>
    public required double TrainingLoss { get; init; }

    /// <summary>
    /// The loss on the validation rows after the epoch, or null if there are none. That of several heads is the sum of theirs, each times
    /// its fixed weight, without auxiliary heads.
    /// </summary>
    public double? ValidationLoss { get; init; }

    /// <summary>
    /// Further metrics on the validation rows, by name: <c>RootMeanSquaredError</c> and <c>MeanAbsoluteError</c> in the label's units,
    /// <c>Accuracy</c>, <c>AreaUnderRocCurve</c>. Empty in a network of several heads: each has its own in <see cref="Heads"/>.
    /// </summary>
    public IReadOnlyDictionary<string, double> ValidationMetrics { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>In a network of several heads, such as one of several tasks, what happened to each, by its name. Else empty.</summary>
    public IReadOnlyDictionary<string, HeadRecord> Heads { get; init; } = new Dictionary<string, HeadRecord>(StringComparer.Ordinal);

    /// <summary>The learning rate of the epoch's last batch.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The mean Euclidean norm of the gradient over the epoch's batches, before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The norm of the weights' change over the epoch's last batch, divided by the norm of the weights. Around 1e-3 is usual.</summary>
    public required double UpdateToWeightRatio { get; init; }

    /// <summary>The epoch's duration in seconds, validation included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether these weights are the best so far.</summary>
    public bool IsBest { get; init; }
}
