using System.Runtime.InteropServices;

namespace NeuralTrainers.Torch;

/// <summary>Trains networks on libtorch, on the CPU or on a GPU. Fitted networks score in managed code, without it.</summary>
/// <remarks>
/// The tensor operations are those of the managed engine's graph, so names and shapes of weights are the same, and so are losses up to
/// rounding; random choices, dropout for instance, are drawn by generators of the session's own and differ. libtorch decides how many threads it
/// uses: <see cref="TrainingSettings.ThreadCount"/> has no effect.
/// </remarks>
public sealed class TorchBackend : ITrainingBackend
{
    private readonly TorchDevice _device;
    private readonly Action<string> _log;

    private TorchBackend(TorchDevice device, Action<string>? log)
    {
        _device = device;
        _log = log ?? (_ => { });
    }

    /// <summary>The backend and its device; of a card its name and memory.</summary>
    public string Name => $"TorchSharp on {_device.Name}";

    /// <inheritdoc/>
    public string? WhyNot(MatrixPrecision precision) => _device.WhyNot(precision);

    /// <summary>libtorch's CPU.</summary>
    /// <param name="log">Receives what a user should know about the course of a run, or null.</param>
    /// <exception cref="DllNotFoundException">The native library is missing; the message names the package to add.</exception>
    public static TorchBackend Cpu(Action<string>? log = null) => new(TorchDevice.Cpu(), log);

    /// <summary>An NVIDIA card.</summary>
    /// <param name="index">The card's number, from 0.</param>
    /// <param name="log">Receives what a user should know about the course of a run, or null.</param>
    /// <exception cref="DllNotFoundException">The native library is missing; the message names the package to add.</exception>
    /// <exception cref="InvalidOperationException">There is no such card.</exception>
    public static TorchBackend Cuda(int index = 0, Action<string>? log = null) => new(TorchDevice.Cuda(index), log);

    /// <inheritdoc/>
    public ITrainingSession Open(NetworkDescription description, NetworkWeights weights, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(settings);
        var memory = new MemoryLimit(_device, _log);
        try
        {
            return new TorchSession(description, weights, settings, _device, memory, _log);
        }
        catch (ExternalException exception) when (MemoryLimit.IsReached(exception))
        {
            throw memory.TooLittle("the network's weights, their gradients and the optimizer's state", exception);
        }
    }
}
