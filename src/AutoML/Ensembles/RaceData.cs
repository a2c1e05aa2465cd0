using Microsoft.ML;
using Microsoft.ML.AutoML;

namespace NeuralTrainers;

/// <summary>What the trials of a race are evaluated by.</summary>
/// <param name="Context">The context to load and evaluate in.</param>
/// <param name="Metric">What trials are ranked by.</param>
/// <param name="Schema">The columns that the models read.</param>
/// <param name="Validation">The validation rows.</param>
internal sealed record RaceData(MLContext Context, IEvaluateMetricManager Metric, DataViewSchema Schema, IDataView Validation);
