namespace NeuralTrainers.DataView;

/// <summary>A label column that is read.</summary>
internal sealed record LabelColumn(string Name, LabelKind Kind);
