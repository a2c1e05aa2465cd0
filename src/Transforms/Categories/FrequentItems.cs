using System.Runtime.InteropServices;

namespace NeuralTrainers;

/// <summary>
/// Counts texts in bounded memory: exactly while there are no more different ones than the capacity, and else by the algorithm of Misra and Gries
/// ("Finding repeated elements", 1982) in the form of Anderson et al. ("A high-performance algorithm for identifying frequent items in data streams", 2017): when
/// the table is full, the median count is taken off all of them, and those that fall to 0 are forgotten.
/// </summary>
/// <param name="capacity">The largest number of different texts.</param>
internal sealed class FrequentItems(int capacity)
{
    private Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>How much any count can be too low, and how often at most a forgotten text came. At most the texts added / (capacity / 2).</summary>
    public long Undercount { get; private set; }

    /// <summary>The number of different texts that are counted.</summary>
    public int Count => _counts.Count;

    public void Add(ReadOnlySpan<char> text)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts.GetAlternateLookup<ReadOnlySpan<char>>(), text, out var isKnown);
        count++;
        if (!isKnown && _counts.Count > capacity)
        {
            Shrink();
        }
    }

    /// <summary>The texts by falling count; those of one count in the order in which they came first.</summary>
    public IEnumerable<KeyValuePair<string, long>> ByCount() => _counts.OrderByDescending(pair => pair.Value);

    private void Shrink()
    {
        long[] counts = [.. _counts.Values];
        Array.Sort(counts);
        var median = counts[counts.Length / 2];
        Undercount += median;
        _counts = new Dictionary<string, long>(
            _counts.Where(pair => pair.Value > median).Select(pair => KeyValuePair.Create(pair.Key, pair.Value - median)), StringComparer.Ordinal);
    }
}
