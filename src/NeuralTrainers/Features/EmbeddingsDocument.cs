namespace NeuralTrainers;

/// <summary>The content of <c>embeddings.json</c>.</summary>
internal sealed record EmbeddingsDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<ColumnDocument> Columns { get; init; }

    internal sealed record ColumnDocument
    {
        public required string Output { get; init; }

        public required string Input { get; init; }

        /// <summary>The column of the network that the vectors were learned for.</summary>
        public required string Column { get; init; }

        public required ColumnsDocument.ValuesDocument? Values { get; init; }
    }
}
