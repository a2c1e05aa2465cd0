namespace NeuralTrainers.Networks;

/// <summary>Opens the training backends of a package that applications may reference.</summary>
/// <remarks>The package names its provider with <see cref="BackendProviderAttribute"/>, and the type has a public constructor without parameters.</remarks>
public interface IBackendProvider
{
    /// <summary>Why a CUDA card cannot be trained on, or null if it can.</summary>
    /// <param name="card">The card's number, from 0.</param>
    string? WhyNoCuda(int card);

    /// <summary>Opens the backend on a CUDA card.</summary>
    /// <param name="card">The card's number, from 0.</param>
    /// <param name="log">Receives what a user should know about the course of a run.</param>
    /// <exception cref="InvalidOperationException">There is no such card.</exception>
    ITrainingBackend OpenCuda(int card, Action<string> log);

    /// <summary>Opens the backend on the CPU.</summary>
    /// <param name="log">Receives what a user should know about the course of a run.</param>
    ITrainingBackend OpenCpu(Action<string> log);
}
