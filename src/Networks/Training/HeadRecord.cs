namespace NeuralTrainers;

/// <summary>What happened to one head of several in one epoch.</summary>
public sealed record HeadRecord
{
    /// <summary>The mean training loss over the rows that have the head's label, without the head's weight.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>The same over the validation rows after the epoch; null if there are none with the head's label.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Further metrics on the validation rows that have the head's label, by name, as in <see cref="EpochRecord.ValidationMetrics"/>.</summary>
    public IReadOnlyDictionary<string, double> ValidationMetrics { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The factor on the head's training loss at the end of the epoch: its fixed weight times what the <see cref="LossWeighting"/> found.</summary>
    public required double Weight { get; init; }

    /// <summary>The learned log-variance at the end of the epoch with <see cref="UncertaintyWeighting"/>, else null.</summary>
    public double? LogVariance { get; init; }
}
