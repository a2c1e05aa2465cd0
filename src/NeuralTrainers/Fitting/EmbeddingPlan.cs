using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Describes the embeddings of the categorical columns, and the tensors that they start from.</summary>
internal static class EmbeddingPlan
{
    // Apart from the purposes of the networks, which are small numbers.
    private const uint FirstRandomPurpose = 0x2000_0000;

    /// <summary>One description per categorical column; columns of one table agree on its dimension and on being frozen.</summary>
    public static IReadOnlyList<EmbeddingDescription> Describe(
        IReadOnlyList<KeyColumn> columns, IReadOnlyDictionary<string, EmbeddingOptions> options, EmbeddingSize size)
    {
        var byTable = columns.ToLookup(Table, StringComparer.Ordinal);
        return [.. columns.Select(column => new EmbeddingDescription
        {
            Column = column.Name,
            Cardinality = column.Cardinality,
            Dimension = Dimension(column) ?? byTable[Table(column)].Select(Dimension).FirstOrDefault(dimension => dimension is not null)
                ?? size.Dimension(column.Cardinality),
            Table = Table(column),
            Frozen = byTable[Table(column)].Any(sharing => Options(sharing)?.Frozen == true),
        })];

        EmbeddingOptions? Options(KeyColumn column) => options.GetValueOrDefault(column.Name);
        string Table(KeyColumn column) => Options(column)?.Table ?? column.Name;
        int? Dimension(KeyColumn column) =>
            Options(column)?.Dimension ?? Options(column)?.PretrainedVectors?.Values.FirstOrDefault()?.Length;
    }

    /// <summary>The tables of the columns with pre-trained vectors, by tensor name.</summary>
    /// <param name="embeddings">The embeddings.</param>
    /// <param name="options">The options by column.</param>
    /// <param name="values">The key values of each embedding's column; null where there are none.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentException">A vector has another length than the embedding, or the column has no key values.</exception>
    public static IReadOnlyDictionary<string, float[]> InitialTables(
        IReadOnlyList<EmbeddingDescription> embeddings,
        IReadOnlyDictionary<string, EmbeddingOptions> options,
        IReadOnlyList<KeyValues?> values,
        ulong seed)
    {
        var tables = new Dictionary<string, float[]>(StringComparer.Ordinal);
        for (var i = 0; i < embeddings.Count; i++)
        {
            var embedding = embeddings[i];
            if (options.GetValueOrDefault(embedding.Column)?.PretrainedVectors is not { } vectors)
            {
                continue;
            }

            var names = values[i]?.Values
                ?? throw new ArgumentException(
                    $"The categorical column '{embedding.Column}' has {nameof(EmbeddingOptions.PretrainedVectors)} but no key values to " +
                    "find them by: map it with MapValueToKey.");
            if (!tables.TryGetValue(embedding.TensorName, out var table))
            {
                table = RandomTable(embedding, seed, (uint)tables.Count);
                tables.Add(embedding.TensorName, table);
            }

            Fill(table, embedding, names, vectors);
        }

        return tables;
    }

    private static void Fill(
        float[] table, EmbeddingDescription embedding, IReadOnlyList<string> names, IReadOnlyDictionary<string, float[]> vectors)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (!vectors.TryGetValue(names[i], out var vector))
            {
                continue;
            }

            if (vector.Length != embedding.Dimension)
            {
                throw new ArgumentException(
                    $"The pre-trained vector of '{names[i]}' in column '{embedding.Column}' has the length {vector.Length}, but the " +
                    $"embedding has the dimension {embedding.Dimension}.");
            }

            vector.CopyTo(table, (i + 1) * embedding.Dimension);
        }

        // What is missing or unseen starts, and if the table is frozen stays, in the middle of what is known.
        for (var i = 0; i < embedding.Dimension; i++)
        {
            table[i] = vectors.Count == 0 ? 0 : vectors.Values.Average(vector => i < vector.Length ? vector[i] : 0);
        }
    }

    // Values without a vector start random, as untrained tables do.
    private static float[] RandomTable(EmbeddingDescription embedding, ulong seed, uint number)
    {
        var table = new float[checked((embedding.Cardinality + 1) * embedding.Dimension)];
        var random = new RandomStream(seed, FirstRandomPurpose + number);
        var bound = 1f / MathF.Sqrt(embedding.Dimension);
        foreach (ref var value in table.AsSpan())
        {
            value = bound * ((2 * random.NextFloat()) - 1);
        }

        return table;
    }
}
