namespace NeuralTrainers;

/// <summary>The content of <c>columns.json</c>.</summary>
internal sealed record ColumnsDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<LabelDocument> Labels { get; init; }

    public FeaturesDocument? Features { get; init; }

    public required IReadOnlyList<ValuesDocument?> Categories { get; init; }

    internal sealed record LabelDocument
    {
        public required string Name { get; init; }

        public required ValuesDocument? Values { get; init; }
    }

    internal sealed record FeaturesDocument
    {
        public required string Name { get; init; }

        public required int? Size { get; init; }
    }

    internal sealed record ValuesDocument
    {
        public required string Type { get; init; }

        public required IReadOnlyList<string> Values { get; init; }
    }
}
