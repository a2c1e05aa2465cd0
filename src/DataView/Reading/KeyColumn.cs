namespace NeuralTrainers.DataView;

/// <summary>A key column that is read as 0 for missing and unseen values, else 1 to <paramref name="Cardinality"/>.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Cardinality">The number of values known in training; larger ones are unseen.</param>
internal sealed record KeyColumn(string Name, int Cardinality);
