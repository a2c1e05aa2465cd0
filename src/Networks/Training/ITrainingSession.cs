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

    /// <summary>
    /// Whether <see cref="Evaluate"/> and <see cref="GetWeights"/> use the running average of the weights instead of the weights. Needs a step
    /// with an <see cref="TrainingStep.AverageShare"/> before; must be false when a step is taken.
    /// </summary>
    bool UsesAverage { get; set; }

    /// <summary>A copy of the current weights.</summary>
    NetworkWeights GetWeights();

    /// <summary>
    /// A copy of all that the next steps depend on besides the weights: the optimizer's state, the average, which weights are pruned. The
    /// tensors' names and shapes are the backend's own choice.
    /// </summary>
    NetworkWeights GetState();

    /// <summary>Goes on from where <see cref="GetState"/> was called, in a session that was opened with the weights of that moment.</summary>
    /// <param name="state">What <see cref="GetState"/> of the same backend gave.</param>
    /// <exception cref="InvalidDataException">The state does not fit the network or the settings.</exception>
    void SetState(NetworkWeights state);
}
