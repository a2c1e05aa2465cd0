namespace NeuralTrainers.DataView;

/// <summary>Which labels are allowed.</summary>
/// <param name="Accepts">Whether a label is.</param>
/// <param name="Domain">The allowed labels in words, for messages: "... must be {Domain}".</param>
internal sealed record LabelRule(Func<float, bool> Accepts, string Domain);
