namespace NeuralTrainers.Networks;

/// <summary>The content of <c>network.json</c>.</summary>
internal sealed record NetworkDocument
{
    /// <summary>Always <see cref="NetworkFile.Format"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The version of the layout, see <see cref="NetworkFile.Version"/>.</summary>
    public required int Version { get; init; }

    /// <summary>What the network consists of.</summary>
    public required NetworkDescription Network { get; init; }

    /// <summary>How it was trained.</summary>
    public required TrainingHistory History { get; init; }
}
