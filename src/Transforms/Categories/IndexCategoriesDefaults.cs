namespace NeuralTrainers;

/// <summary>The defaults and limits of <c>IndexCategories</c> and <c>CrossCategories</c>.</summary>
internal static class IndexCategoriesDefaults
{
    public const int MinimumCount = 1;

    public const int MaximumSize = 1_000_000;

    public const int MaximumHashBuckets = 4_000_000;

    /// <summary>So many different values of a column are counted exactly.</summary>
    public const int CountedValues = 4_000_000;
}
