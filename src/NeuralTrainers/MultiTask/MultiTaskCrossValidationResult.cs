using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>One fold of a cross-validation.</summary>
public sealed class MultiTaskCrossValidationResult
{
    internal MultiTaskCrossValidationResult(ITransformer model, MultiTaskMetrics metrics, IDataView scoredHoldOutSet, int fold)
    {
        Model = model;
        Metrics = metrics;
        ScoredHoldOutSet = scoredHoldOutSet;
        Fold = fold;
    }

    /// <summary>The model that was trained on the other folds.</summary>
    public ITransformer Model { get; }

    /// <summary>Its metrics on this fold.</summary>
    public MultiTaskMetrics Metrics { get; }

    /// <summary>The fold's rows with the model's predictions.</summary>
    public IDataView ScoredHoldOutSet { get; }

    /// <summary>The fold's number from 0.</summary>
    public int Fold { get; }
}
