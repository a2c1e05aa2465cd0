using System.Globalization;

namespace NeuralTrainers.Torch;

/// <summary>Where tensors live.</summary>
internal sealed class TorchDevice
{
    // Tensor cores came earlier, those for these numbers with this one.
    private static readonly Version FirstWithTensorCores = new(8, 0);

    private TorchDevice(torch.Device device, string name)
    {
        Device = device;
        Name = name;
    }

    public torch.Device Device { get; }

    /// <summary>The device and, of a card, its name and memory.</summary>
    public string Name { get; }

    public bool IsCuda => Device.type == DeviceType.CUDA;

    /// <summary>libtorch's CPU.</summary>
    /// <exception cref="DllNotFoundException">The native library is missing.</exception>
    public static TorchDevice Cpu()
    {
        TorchLibrary.Require();
        torch.InitializeDeviceType(DeviceType.CPU);
        return new TorchDevice(torch.CPU, "libtorch's CPU");
    }

    /// <summary>A card.</summary>
    /// <param name="index">The card's number.</param>
    /// <exception cref="DllNotFoundException">The native library is missing.</exception>
    /// <exception cref="InvalidOperationException">There is no such card.</exception>
    public static TorchDevice Cuda(int index)
    {
        TorchLibrary.Require();
        if (WhyNoCuda(index) is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        torch.InitializeDeviceType(DeviceType.CUDA);
        var card = CudaDriver.Describe(index) is var (name, memory)
            ? string.Create(CultureInfo.InvariantCulture, $", {name}, {memory / 1e9:F1} GB")
            : string.Empty;
        return new TorchDevice(new torch.Device(DeviceType.CUDA, index), $"cuda:{index}{card}");
    }

    /// <summary>Why a card cannot be used, or null if it can. The native library must be there.</summary>
    public static string? WhyNoCuda(int index)
    {
        if (!torch.cuda.is_available())
        {
            return "libtorch finds no CUDA device: the machine needs an NVIDIA card and its driver, and the application the package " +
                "TorchSharp-cuda-linux or TorchSharp-cuda-windows in the place of TorchSharp-cpu.";
        }

        var count = torch.cuda.device_count();
        return index >= 0 && index < count ? null : $"There is no CUDA device {index}: the machine has {count}, counted from 0.";
    }

    /// <summary>Why matrices cannot be multiplied in a precision and what to do about it, or null if they can.</summary>
    public string? WhyNot(MatrixPrecision precision) => precision switch
    {
        MatrixPrecision.Float32 => null,
        _ when IsCuda => WhyNot(Name, CudaDriver.ComputeCapability(Device.index)),
        MatrixPrecision.BFloat16 => null,
        _ => $"libtorch's CPU multiplies in {MatrixPrecision.Float32} and {MatrixPrecision.BFloat16}. Take one of them, or train on a card (Device = {TrainingDevice.Cuda}).",
    };

    /// <summary>The same of a card: what is not <see cref="MatrixPrecision.Float32"/> is the work of its tensor cores.</summary>
    internal static string? WhyNot(string name, Version? capability) => capability >= FirstWithTensorCores
        ? null
        : $"{name} has the compute capability {capability?.ToString() ?? "(unknown)"}, and such products need {FirstWithTensorCores} or above. " +
            $"Leave it at {MatrixPrecision.Float32}.";

    /// <summary>How many bytes copies of tables may take.</summary>
    public long RoomForTables() => IsCuda ? CudaDriver.FreeMemory(Device.index) / 2 : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;
}
