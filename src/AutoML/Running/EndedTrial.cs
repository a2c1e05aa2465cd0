using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>A trial that ended: where its model, its record and its validation scores come together.</summary>
internal sealed record EndedTrial
{
    /// <summary>The trial's own context.</summary>
    public required MLContext Context { get; init; }

    /// <summary>The record, the settings, and the model if there is one.</summary>
    public required NeuralTrialResult Result { get; init; }

    /// <summary>The columns that the whole model reads; null without a model.</summary>
    public DataViewSchema? Schema { get; init; }

    /// <summary>The validation rows with the model's scores, computed when they are read; null without a model.</summary>
    public IDataView? Scores { get; init; }

    /// <summary>Why there is no result, or null.</summary>
    public Exception? Error { get; init; }

    /// <summary>Whether the record was read from the log: nothing was trained.</summary>
    public bool IsReplay { get; init; }
}
