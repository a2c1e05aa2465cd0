using System.Globalization;
using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>The learned vectors of a categorical column.</summary>
public sealed class CategoryEmbedding
{
    private readonly Dictionary<string, int> _keys;

    internal CategoryEmbedding(string columnName, WeightTensor table, KeyValues? values)
    {
        ColumnName = columnName;
        Dimension = table.Shape[1];
        Table = table.Values;
        KeyValues = values;
        Values = values?.Values ?? [.. Enumerable.Range(1, table.Shape[0] - 1).Select(key => key.ToString(CultureInfo.InvariantCulture))];
        _keys = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Values.Count; i++)
        {
            _keys.TryAdd(Values[i], i + 1);
        }
    }

    /// <summary>The name of the column.</summary>
    public string ColumnName { get; }

    /// <summary>The length of the vectors.</summary>
    public int Dimension { get; }

    /// <summary>The values of the column as text, in the order of their keys; the key numbers if the column has no key values.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>What the keys stand for, or null if it is not known.</summary>
    internal KeyValues? KeyValues { get; }

    /// <summary>All vectors, one after the other: first that of missing and unseen values, then those of the keys.</summary>
    internal float[] Table { get; }

    /// <summary>The vector of missing and unseen values.</summary>
    public ReadOnlySpan<float> Unknown => GetVector(0);

    /// <summary>The vector of a value.</summary>
    /// <param name="value">One of the <see cref="Values"/>.</param>
    /// <exception cref="KeyNotFoundException">The column had no such value in training.</exception>
    public ReadOnlySpan<float> GetVector(string value) => _keys.TryGetValue(value, out var key)
        ? GetVector(key)
        : throw new KeyNotFoundException($"Column '{ColumnName}' had no value '{value}' in training: its vector is {nameof(Unknown)}.");

    /// <summary>The key of a value as text, or 0 if training did not have it.</summary>
    internal int FindKey(string value) => _keys.GetValueOrDefault(value);

    /// <summary>The vector of a key.</summary>
    /// <param name="key">1 to the number of values, or 0 for missing and unseen values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such key.</exception>
    public ReadOnlySpan<float> GetVector(int key)
    {
        if (key < 0 || key > Values.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(key), key, $"Column '{ColumnName}' has no key {key}: keys go from 0 to {Values.Count}.");
        }

        return Table.AsSpan(key * Dimension, Dimension);
    }
}
