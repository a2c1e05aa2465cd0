namespace NeuralTrainers;

/// <summary>The content of <c>columns.json</c>.</summary>
internal sealed record ColumnsDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<LabelDocument> Labels { get; init; }

    public FeaturesDocument? Features { get; init; }

    public required IReadOnlyList<ValuesDocument?> Categories { get; init; }

    internal sealed record LabelDocument(string Name, ValuesDocument? Values);

    internal sealed record FeaturesDocument(string Name, int? Size);

    internal sealed record ValuesDocument(string Type, IReadOnlyList<string> Values);
}
