namespace NeuralTrainers;

/// <summary>The course of a training run.</summary>
public sealed record TrainingHistory
{
    /// <summary>One record per completed epoch.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>The number of the epoch whose weights the network has, or 0 if it has its initial weights.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Why training ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>A sentence on why training ended, with advice if it went wrong.</summary>
    public required string Message { get; init; }
}
