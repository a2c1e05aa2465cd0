using System.Reflection;

namespace NeuralTrainers.Networks;

/// <summary>Finds the backend for a device. Packages with further backends need not be registered: to reference them is enough.</summary>
public static class TrainingBackends
{
    private const string Package = "NeuralTrainers.TorchSharp";

    /// <summary>Opens the backend for a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="card">The number of the CUDA card to use, or null for any.</param>
    /// <param name="fallBackToCpu">Whether <see cref="TrainingDevice.Auto"/> may take the CPU where a card was named that is not there.</param>
    /// <param name="log">Receives what a user should know about the choice and about the course of a run, or null.</param>
    /// <exception cref="InvalidOperationException">The device is not there; the message says what to add.</exception>
    /// <exception cref="DllNotFoundException">The native library is missing; the message says which package has it.</exception>
    public static ITrainingBackend Open(TrainingDevice device, int? card = null, bool fallBackToCpu = true, Action<string>? log = null) =>
        Open(FindProvider(), device, card, fallBackToCpu, log ?? (_ => { }));

    /// <summary>Refuses a precision that the backend cannot multiply in.</summary>
    /// <exception cref="ArgumentException">It cannot; the message says what to do.</exception>
    internal static void Check(ITrainingBackend backend, MatrixPrecision precision)
    {
        if (backend.WhyNot(precision) is { } reason)
        {
            throw new ArgumentException($"{nameof(MatrixPrecision)} is {precision}: {reason}", nameof(precision));
        }
    }

    /// <summary>The same with a given provider, or without any.</summary>
    internal static ITrainingBackend Open(IBackendProvider? provider, TrainingDevice device, int? card, bool fallBackToCpu, Action<string> log) => device switch
    {
        TrainingDevice.Cpu => new ManagedBackend(),
        TrainingDevice.Cuda => Required(provider, device).OpenCuda(card ?? 0, log),
        TrainingDevice.TorchCpu => Required(provider, device).OpenCpu(log),
        TrainingDevice.Auto => OpenBest(provider, card, fallBackToCpu, log),
        _ => throw new ArgumentOutOfRangeException(nameof(device), device, $"There is no training device {device}."),
    };

    private static ITrainingBackend OpenBest(IBackendProvider? provider, int? card, bool fallBackToCpu, Action<string> log)
    {
        var reason = provider is null ? $"The application does not reference the package {Package}." : provider.WhyNoCuda(card ?? 0);
        if (reason is null)
        {
            return provider!.OpenCuda(card ?? 0, log);
        }

        if (card is not null && !fallBackToCpu)
        {
            throw new InvalidOperationException(
                $"CUDA card {card} was asked for (GpuDeviceId) and cannot be used. {reason} Set FallbackToCpu to train on the CPU instead.");
        }

        if (provider is not null || card is not null)
        {
            log($"No CUDA card, so the CPU is used. {reason}");
        }

        return new ManagedBackend();
    }

    private static IBackendProvider Required(IBackendProvider? provider, TrainingDevice device) => provider ?? throw new InvalidOperationException(
        $"Device = {device} needs the package {Package}: add it to the application, and a TorchSharp package with the native library " +
        "(TorchSharp-cpu, TorchSharp-cuda-windows or TorchSharp-cuda-linux).");

    private static IBackendProvider? FindProvider()
    {
        try
        {
            var attribute = Assembly.Load(Package).GetCustomAttribute<BackendProviderAttribute>();
            return attribute is null ? null : (IBackendProvider)Activator.CreateInstance(attribute.Type)!;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
