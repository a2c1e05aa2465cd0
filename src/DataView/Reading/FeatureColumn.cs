namespace NeuralTrainers.DataView;

/// <summary>The numeric feature column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Size">The number of slots, or null for a single number.</param>
/// <param name="IsSparse">Whether rows are handed on as slots and values.</param>
internal sealed record FeatureColumn(string Name, int? Size, bool IsSparse)
{
    /// <summary>The number of features.</summary>
    public int Count => Size ?? 1;
}
