using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>What the fitted neural networks have in common.</summary>
public abstract class NeuralTransformer : PredictionTransformer<NeuralModelParameters>
{
    private protected NeuralTransformer(NeuralModelParameters model)
        : base(model)
    {
    }

    /// <inheritdoc/>
    public sealed override string? FeatureColumnName => Model.Columns.FeatureColumnName;

    /// <inheritdoc/>
    public sealed override DataViewType? FeatureColumnType => Model.Columns.FeatureColumnType;

    internal override RowMap CreateMap(DataViewSchema inputSchema) => CreateMap(inputSchema, head: 0);

    private protected RowMap CreateMap(DataViewSchema inputSchema, int head) => new ScoringMap(
        inputSchema, Model.ScoringModel, ScoreColumns(head, ScoreAnnotations.NextSetId(inputSchema), OutputColumnNames.Plain));

    private protected IReadOnlyList<ScoreColumn> ScoreColumns(int head, uint setId, OutputColumnNames names)
    {
        var description = Model.Description.Heads[head];
        var labels = Model.Columns.Labels[head].Values;
        return
        [
            .. TaskKind.Of(description.Loss.Target).ScoreColumns(head, description, labels, setId, names),
            .. description.DualBlock is null ? [] : DualBlockColumns.ScoreColumns(head, Model.Description, labels, setId, names),
        ];
    }
}
