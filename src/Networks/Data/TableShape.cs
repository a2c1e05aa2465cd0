namespace NeuralTrainers.Networks;

/// <summary>The widths of a table that a network trains on or scores.</summary>
/// <param name="NumericCount">The number of numeric features.</param>
/// <param name="IsSparse">Whether the numeric features come as sparse rows.</param>
/// <param name="CategoryCount">The number of categorical columns.</param>
/// <param name="TargetCount">The number of label numbers in a row over all heads, 0 when scoring.</param>
/// <param name="PreviousCount">The number of heads that know their label's previous value.</param>
public sealed record TableShape(int NumericCount, bool IsSparse, int CategoryCount, int TargetCount, int PreviousCount = 0)
{
    /// <summary>The shape that a network of this description reads.</summary>
    public static TableShape Of(NetworkDescription description, bool withTargets) => new(
        description.Input.NumericCount,
        description.Input.IsSparse,
        description.Input.Embeddings.Count,
        withTargets ? description.Heads.Sum(head => head.TargetWidth) : 0,
        description.Heads.Count(head => head.DualBlock is not null));
}
