namespace NeuralTrainers.Networks;

/// <summary>Trains described networks.</summary>
public static class NetworkTrainer
{
    /// <summary>Trains a network, from random weights or from those of an earlier run.</summary>
    /// <param name="description">The network.</param>
    /// <param name="train">The training rows, at least one, all labels known and all features finite.</param>
    /// <param name="validation">Rows that decide early stopping and which weights are best, or null.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="backend">What to train on; null for the managed CPU engine.</param>
    /// <param name="previous">A network of the same description whose weights training starts from, or null.</param>
    /// <param name="cancellationToken">Checked at every batch. Once an epoch is complete, cancelling keeps the best weights so far.</param>
    /// <exception cref="OperationCanceledException">Training was cancelled before its first epoch was complete.</exception>
    public static TrainedNetwork Train(
        NetworkDescription description,
        IBatchSource train,
        IBatchSource? validation,
        TrainingSettings settings,
        ITrainingBackend? backend = null,
        TrainedNetwork? previous = null,
        CancellationToken cancellationToken = default)
        => throw new InvalidOperationException();
}
