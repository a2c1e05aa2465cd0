namespace NeuralTrainers.Networks;

/// <summary>How far a training run has come, after a complete epoch.</summary>
/// <param name="Steps">The number of steps taken.</param>
/// <param name="Epochs">The epochs that are complete.</param>
/// <param name="BestEpoch">The epoch of the best weights.</param>
/// <param name="Best">The best weights; null if they are the weights themselves.</param>
/// <param name="Weights">The weights that training goes on from.</param>
/// <param name="State">The session's state.</param>
internal sealed record RunProgress(
    long Steps, IReadOnlyList<EpochRecord> Epochs, int BestEpoch, NetworkWeights? Best, NetworkWeights Weights, NetworkWeights State);
