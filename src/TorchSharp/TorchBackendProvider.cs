[assembly: BackendProvider(typeof(NeuralTrainers.Torch.TorchBackendProvider))]

namespace NeuralTrainers.Torch;

/// <summary>How trainers find this package, by being referenced.</summary>
public sealed class TorchBackendProvider : IBackendProvider
{
    /// <inheritdoc/>
    public string? WhyNoCuda(int card) => TorchLibrary.IsThere ? TorchDevice.WhyNoCuda(card) : TorchLibrary.Missing;

    /// <inheritdoc/>
    public ITrainingBackend OpenCuda(int card, Action<string> log) => TorchBackend.Cuda(card, log);

    /// <inheritdoc/>
    public ITrainingBackend OpenCpu(Action<string> log) => TorchBackend.Cpu(log);
}
