namespace NeuralTrainers.Networks;

/// <summary>The features that a network's input row consists of, in order.</summary>
internal static class InputFeatures
{
    /// <summary>Their number.</summary>
    public static int Count(InputDescription input) => checked((input.IsSparse ? 0 : input.NumericCount) + input.Embeddings.Count);

    /// <summary>The width of each feature's part of the row: numbers as they are, then categories' vectors, then encoded numbers.</summary>
    public static IEnumerable<int> Widths(InputDescription input)
    {
        var encoded = input.NumericEncoding?.Features?.Count ?? 0;
        return Enumerable.Repeat(1, input.IsSparse ? 0 : input.NumericCount - encoded)
            .Concat(input.Embeddings.Select(embedding => embedding.Dimension))
            .Concat(Enumerable.Repeat(input.NumericEncoding?.Dimension ?? 0, encoded));
    }
}
