namespace NeuralTrainers.DataView;

/// <summary>Which labels are allowed.</summary>
/// <param name="Accepts">Whether a label is, the numbers of one row.</param>
/// <param name="Domain">The allowed labels in words, for messages: "... must be {Domain}".</param>
internal sealed record LabelRule(Func<ReadOnlySpan<float>, bool> Accepts, string Domain);
