using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>A label that a model was trained on.</summary>
/// <param name="ColumnName">Its column.</param>
/// <param name="Values">The values of its classes, or null.</param>
internal sealed record ModelLabel(string ColumnName, KeyValues? Values);
