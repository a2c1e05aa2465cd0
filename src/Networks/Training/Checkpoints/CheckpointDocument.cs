namespace NeuralTrainers.Networks;

/// <summary>The content of <c>checkpoint.json</c>.</summary>
internal sealed record CheckpointDocument
{
    /// <summary>Always <see cref="CheckpointFile.Format"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The version of the layout, see <see cref="CheckpointFile.Version"/>.</summary>
    public required int Version { get; init; }

    /// <summary>A hash of what the run started from.</summary>
    public required string Run { get; init; }

    /// <summary>The number of steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>The epoch of the best weights, or 0 if those are the initial ones.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The epochs that are complete.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }
}
