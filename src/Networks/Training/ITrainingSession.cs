namespace NeuralTrainers.Networks;

/// <summary>A network in training: weights, gradients and optimizer state on a backend's device.</summary>
public interface ITrainingSession : IDisposable
{
    /// <summary>One step: forward, backward, update.</summary>
    /// <param name="source">Where the rows are.</param>
    /// <param name="rows">
    /// The batch's row numbers, at most the settings' batch size; all training rows if the optimizer's <see cref="Optimizer.IsFullBatch"/>.
    /// </param>
    /// <param name="step">The step's number from 0 and its learning rate.</param>
    void Train(IBatchSource source, ReadOnlySpan<int> rows, TrainingStep step);

    /// <summary>What the steps since the last call amounted to. A backend that runs behind waits here, once per epoch.</summary>
    StepStatistics TakeStatistics();

    /// <summary>The network's outputs without dropout, before they become scores: standardised predictions or logits.</summary>
    /// <param name="source">Where the rows are.</param>
    /// <param name="rows">The row numbers; at most the settings' batch size.</param>
    /// <param name="outputs">Rows x outputs of all heads, row by row.</param>
    /// <param name="targets">Rows x label numbers: the labels, copied from the source.</param>
    /// <param name="rowWeights">The rows' weights, copied from the source.</param>
    void Evaluate(IBatchSource source, ReadOnlySpan<int> rows, Span<float> outputs, Span<float> targets, Span<float> rowWeights);

    /// <summary>A copy of the current weights.</summary>
    NetworkWeights GetWeights();
}
