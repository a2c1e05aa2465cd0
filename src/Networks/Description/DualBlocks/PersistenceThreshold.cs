namespace NeuralTrainers;

/// <summary>
/// A trained threshold tau: the previous value is the prediction where the probability of persistence p exceeds tau, and the new value
/// where it does not.
/// </summary>
/// <remarks>
/// The comparison has no gradient. So training puts the smooth surrogate s((logit p - logit tau) / <see cref="Temperature"/>) in its place, with
/// s the logistic function: it goes to the comparison as the temperature goes to 0. Scores, and the loss on validation
/// rows, are always those of the comparison itself.
/// </remarks>
public sealed record PersistenceThreshold
{
    internal const int MaximumGates = 1024;

    /// <summary>What tau starts from, in all regions. Above 0 and below 1.</summary>
    /// <value>The default is 0.5.</value>
    public float Initial { get; init; } = 0.5f;

    /// <summary>The width of the surrogate's slope, in logits. Above 0. Small values are close to the comparison but have gradients near the threshold only.</summary>
    /// <value>The default is 0.5.</value>
    public float Temperature { get; init; } = 0.5f;

    /// <summary>The name of a categorical column of the network: each of its values gets a threshold of its own, and so do missing and unseen values.</summary>
    /// <value>The default is null: one threshold for all rows.</value>
    public string? RegionColumn { get; init; }

    /// <summary>
    /// The number of learned regions, from 2 to 1,024: a softmax over as many outputs of the persistence block mixes as many thresholds
    /// (their logits) for each row. 0 for none.
    /// </summary>
    /// <value>The default is 0.</value>
    public int LearnedRegions { get; init; }

    /// <summary>Checks what does not depend on the network.</summary>
    internal void Validate()
    {
        Require.Inside(Initial, nameof(Initial));
        Require.Positive(Temperature, nameof(Temperature));
        if (LearnedRegions is < 0 or 1 or > MaximumGates)
        {
            throw new ArgumentOutOfRangeException(
                nameof(LearnedRegions), LearnedRegions, $"{nameof(LearnedRegions)} is {LearnedRegions}: it must be between 2 and {MaximumGates}, or 0 for none.");
        }

        if (RegionColumn is not null && LearnedRegions > 0)
        {
            throw new ArgumentException($"{nameof(RegionColumn)} and {nameof(LearnedRegions)} exclude each other: choose one.");
        }
    }

    internal void Validate(string head, InputDescription input)
    {
        Validate();
        if (RegionColumn is not null && !input.Embeddings.Any(embedding => string.Equals(embedding.Column, RegionColumn, StringComparison.Ordinal)))
        {
            throw new ArgumentException(
                $"The thresholds of head '{head}' depend on the column '{RegionColumn}', which is not a categorical column of the network: make it one.");
        }
    }
}
