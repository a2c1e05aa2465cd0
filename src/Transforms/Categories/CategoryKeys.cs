using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The keys of a column's categories. Immutable; all threads may share it.</summary>
internal sealed class CategoryKeys
{
    private readonly Dictionary<string, uint> _keys;
    private readonly HashSet<uint> _rareHashes;
    private readonly int _hashBuckets;

    /// <param name="typeName">The <see cref="KeyValues.TypeName"/> of the categories.</param>
    /// <param name="kept">The categories with a key of their own, in the order of their keys.</param>
    /// <param name="rareHashes">The hashes of the categories that share a key behind them; null if there is no such key.</param>
    /// <param name="hashBuckets">The number of keys behind them to which all other categories are hashed.</param>
    public CategoryKeys(string typeName, IReadOnlyList<string> kept, IReadOnlyCollection<uint>? rareHashes, int hashBuckets)
    {
        (TypeName, Kept, RareHashes) = (typeName, kept, rareHashes);
        _hashBuckets = hashBuckets;
        _rareHashes = [.. rareHashes ?? []];
        _keys = new Dictionary<string, uint>(kept.Count, StringComparer.Ordinal);
        foreach (var category in kept)
        {
            _keys.TryAdd(category, (uint)_keys.Count + 1);
        }

        Values = CreateValues();
    }

    public string TypeName { get; }

    public IReadOnlyList<string> Kept { get; }

    public IReadOnlyCollection<uint>? RareHashes { get; }

    public int HashBuckets => _hashBuckets;

    /// <summary>What the keys stand for.</summary>
    public KeyValues Values { get; }

    /// <summary>Whether the keys' values are text whatever the type of the categories: buckets have names only.</summary>
    public static bool ValuesAreText(CategorySettings settings) => settings.RareBucket || settings.HashBuckets > 0;

    /// <summary>The key of a category, or 0 if it is missing or unseen.</summary>
    public uint Find(ReadOnlySpan<char> category)
    {
        if (category.IsEmpty)
        {
            return 0;
        }

        if (_keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(category, out var key))
        {
            return key;
        }

        if (_hashBuckets > 0)
        {
            return (uint)(Kept.Count + 1 + CategoryHash.Bucket(CategoryHash.Of(category), _hashBuckets));
        }

        return _rareHashes.Count > 0 && _rareHashes.Contains(CategoryHash.Of(category)) ? (uint)Kept.Count + 1 : 0;
    }

    private KeyValues CreateValues()
    {
        if (RareHashes is not null || _hashBuckets > 0)
        {
            return new KeyValues(KeyValues.TextTypeName, [.. Kept, .. RareHashes is null ? [] : (string[])["(rare)"], .. Enumerable.Range(1, _hashBuckets).Select(bucket => $"(bucket {bucket})")]);
        }

        // A key type has at least one value: one that no row has.
        return new KeyValues(TypeName, Kept.Count > 0 ? Kept : [KeyValues.DefaultOf(TypeName)]);
    }
}
