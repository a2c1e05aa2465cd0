namespace NeuralTrainers.Networks;

/// <summary>Something that can train a described network. The training loop runs above it.</summary>
public interface ITrainingBackend
{
    /// <summary>The backend's name, for logs.</summary>
    string Name { get; }

    /// <summary>Why the backend cannot multiply matrices in a precision and what to do about it, or null if it can.</summary>
    string? WhyNot(MatrixPrecision precision) => precision == MatrixPrecision.Float32
        ? null
        : $"the {Name} multiplies in {MatrixPrecision.Float32} only. Leave it at that, or train on a card (Device = {TrainingDevice.Cuda}).";

    /// <summary>Builds the network with the given weights.</summary>
    /// <param name="description">A valid description.</param>
    /// <param name="weights">A tensor for every name that the description implies.</param>
    /// <param name="settings">The run's settings.</param>
    ITrainingSession Open(NetworkDescription description, NetworkWeights weights, TrainingSettings settings);
}
