using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>An ensemble of trials.</summary>
/// <param name="Model">The whole model, from the columns that the pipeline reads to the scores.</param>
/// <param name="Metric">Its metric on the validation rows.</param>
/// <param name="Loss">What it is ranked by.</param>
internal sealed record SelectedEnsemble(ITransformer Model, double Metric, double Loss);
