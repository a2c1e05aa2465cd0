namespace NeuralTrainers;

/// <summary>Which categories get a key of their own, and what the others get.</summary>
/// <param name="MinimumCount">How often a category must come.</param>
/// <param name="MaximumSize">The largest number of categories with a key of their own.</param>
/// <param name="RareBucket">Whether rare categories share a key.</param>
/// <param name="HashBuckets">The number of keys that rare and unseen categories are hashed to, or 0.</param>
internal sealed record CategorySettings(int MinimumCount, int MaximumSize, bool RareBucket, int HashBuckets)
{
    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range, or they contradict each other.</exception>
    public CategorySettings Validate()
    {
        CheckRange(MinimumCount, 1, int.MaxValue, "minimumCount");
        CheckRange(HashBuckets, 0, IndexCategoriesDefaults.MaximumHashBuckets, "hashBuckets");
        CheckRange(MaximumSize, HashBuckets > 0 ? 0 : 1, IndexCategoriesDefaults.CountedValues, "maximumSize");
        return !RareBucket || HashBuckets == 0 ? this : throw new ArgumentException(
            $"rareBucket is true and hashBuckets is {HashBuckets}: rare categories are either one bucket or hashed. For one bucket of rare and unseen categories " +
            "alike give hashBuckets: 1 alone.");
    }

    private static void CheckRange(int value, int minimum, int maximum, string name)
    {
        if (value < minimum || value > maximum)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: it must be from {minimum} to {maximum}.");
        }
    }
}
