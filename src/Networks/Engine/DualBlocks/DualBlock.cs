namespace NeuralTrainers.Networks;

/// <summary>What a dual block computes.</summary>
/// <param name="Output">The head's raw outputs, of each member of an ensemble.</param>
/// <param name="Probability">The probability of persistence, 0 where the previous value is missing.</param>
/// <param name="Change">The change block's raw outputs, as the head's own are.</param>
internal sealed record DualBlock(Value Output, Value Probability, Value Change);
