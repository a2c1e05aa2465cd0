namespace NeuralTrainers.Networks;

/// <summary>The managed CPU engine: no native dependency, the same result for any number of threads.</summary>
public sealed class ManagedBackend : ITrainingBackend
{
    /// <inheritdoc/>
    public string Name => "managed CPU engine";

    /// <inheritdoc/>
    public ITrainingSession Open(NetworkDescription description, NetworkWeights weights, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(settings);
        return new ManagedSession(description, weights, settings);
    }
}
