namespace NeuralTrainers;

/// <summary>The content of <c>ensemble.json</c>.</summary>
internal sealed record EnsembleDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>How often each member counts.</summary>
    public required IReadOnlyList<int> Votes { get; init; }

    /// <summary>The columns of the first member that are passed on.</summary>
    public required IReadOnlyList<string> Kept { get; init; }
}
