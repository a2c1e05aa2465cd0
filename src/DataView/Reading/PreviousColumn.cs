namespace NeuralTrainers.DataView;

/// <summary>The column of a label's previous values: NaN where they are missing or of no class.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="ClassCount">The number of classes of a key column, larger keys are none of them; null for numbers.</param>
internal sealed record PreviousColumn(string Name, int? ClassCount);
