using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>One of the best trials: what an ensemble may be made of.</summary>
/// <param name="Record">The trial.</param>
/// <param name="Steps">The fitted steps of its pipeline.</param>
/// <param name="Predictions">What it predicts for the validation rows, one after the other.</param>
internal sealed record EnsembleCandidate(TrialRecord Record, IReadOnlyList<ITransformer> Steps, float[] Predictions);
