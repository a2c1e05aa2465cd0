using System.Runtime.InteropServices;

namespace NeuralTrainers.Torch;

/// <summary>Tensors that follow from the description alone, made when they are first needed and kept to the end of the session.</summary>
internal sealed class TensorCache(torch.Device device) : IDisposable
{
    private readonly Dictionary<object, IDisposable> _entries = [];

    /// <summary>What was made for a key.</summary>
    public T Of<T>(object key, Func<T> make)
        where T : IDisposable
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            entry = make();
            _entries.Add(key, entry);
        }

        return (T)entry;
    }

    /// <summary>Row or column numbers.</summary>
    public Tensor Indices(object key, int[] numbers) => Of(key, () => Indices(numbers, device));

    /// <summary>Row or column numbers that belong to the caller.</summary>
    public static Tensor Indices(ReadOnlySpan<int> numbers, torch.Device device)
    {
        using var host = torch.empty(numbers.Length, torch.int32, torch.CPU);
        MemoryMarshal.AsBytes(numbers).CopyTo(host.bytes);
        return host.to(torch.int64, device).DetachFromDisposeScope();
    }

    /// <summary>Numbers.</summary>
    public Tensor Numbers(object key, float[] numbers) => Of(key, () => HostTensors.ToDevice(numbers, device));

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
        {
            entry.Dispose();
        }
    }
}
