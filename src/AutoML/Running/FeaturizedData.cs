using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>Training and validation rows as a trial's trainer reads them, and what made them so.</summary>
internal sealed record FeaturizedData(IReadOnlyList<ITransformer> Featurizers, IDataView Train, IDataView Validation);
