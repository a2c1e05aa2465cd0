using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>What the fitted single-label neural networks have in common.</summary>
public abstract class NeuralTransformer : PredictionTransformer<NeuralModelParameters>
{
    private readonly PredictionTask _task;

    private protected NeuralTransformer(NeuralModelParameters model, PredictionTask task)
        : base(model) => _task = task;

    /// <inheritdoc/>
    public sealed override string? FeatureColumnName => Model.Columns.FeatureColumnName;

    /// <inheritdoc/>
    public sealed override DataViewType? FeatureColumnType => Model.Columns.FeatureColumnType;

    internal sealed override RowMap CreateMap(DataViewSchema inputSchema) => new ScoringMap(
        inputSchema,
        Model.ScoringModel,
        _task.ScoreColumns(0, Model.Description.Heads[0], Model.Columns.LabelValues, ScoreAnnotations.NextSetId(inputSchema)));
}
