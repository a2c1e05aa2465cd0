using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>A model of an ensemble.</summary>
/// <param name="Transformer">The model, from the ensemble's input to its scores: a trainer's transformer, or a chain that ends in one.</param>
/// <param name="Votes">How often its predictions count in the mean. At least 1.</param>
public sealed record EnsembleMember(ITransformer Transformer, int Votes);
