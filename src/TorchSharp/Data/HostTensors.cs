using System.Runtime.InteropServices;

namespace NeuralTrainers.Torch;

/// <summary>Numbers to and from the device. What is made here belongs to the caller, whatever dispose scope is open.</summary>
internal static class HostTensors
{
    // A tensor's bytes are one span, whose length is an int.
    private const int MaximumLength = 1 << 28;

    /// <summary>A flat tensor of numbers.</summary>
    public static Tensor ToDevice(ReadOnlySpan<float> values, torch.Device device)
    {
        var tensor = torch.empty(values.Length, torch.float32, device).DetachFromDisposeScope();
        Write(values, tensor);
        return tensor;
    }

    /// <summary>Copies numbers into a flat tensor, piece by piece.</summary>
    public static void Write<T>(ReadOnlySpan<T> values, Tensor destination)
        where T : unmanaged
    {
        for (var start = 0; start < values.Length; start += MaximumLength)
        {
            var piece = values.Slice(start, Math.Min(MaximumLength, values.Length - start));
            using var part = destination.narrow(0, start, piece.Length);
            if (destination.device.type == DeviceType.CPU)
            {
                MemoryMarshal.AsBytes(piece).CopyTo(part.bytes);
                continue;
            }

            using var host = torch.empty(piece.Length, destination.dtype, torch.CPU);
            MemoryMarshal.AsBytes(piece).CopyTo(host.bytes);
            using var copied = part.copy_(host);
        }
    }

    /// <summary>A copy of a tensor's numbers, row-major.</summary>
    public static float[] ToArray(Tensor tensor)
    {
        var values = new float[tensor.NumberOfElements];
        Read(tensor, values);
        return values;
    }

    /// <summary>Copies a tensor's numbers, row-major.</summary>
    public static void Read(Tensor tensor, Span<float> values)
    {
        using var scope = torch.NewDisposeScope();
        var flat = tensor.detach().reshape(-1);
        for (var start = 0; start < values.Length; start += MaximumLength)
        {
            var length = Math.Min(MaximumLength, values.Length - start);
            var host = flat.narrow(0, start, length).cpu().contiguous();
            MemoryMarshal.Cast<byte, float>(host.bytes).CopyTo(values[start..]);
        }
    }
}
