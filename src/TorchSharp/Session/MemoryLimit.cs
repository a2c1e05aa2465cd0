using System.Globalization;

namespace NeuralTrainers.Torch;

/// <summary>What happens when a card's memory does not hold a batch: from then on batches go through in two halves, once.</summary>
/// <param name="device">The device.</param>
/// <param name="log">Receives a line when batches are halved.</param>
internal sealed class MemoryLimit(TorchDevice device, Action<string> log)
{
    private bool _halved;

    /// <summary>The parts in which a batch goes through the network. Their gradients are summed, so a step stays the step that it was.</summary>
    public IReadOnlyList<(int Start, int Count)> Parts(int rows)
    {
        var half = (rows + 1) / 2;
        return _halved && rows > 1 ? [(0, half), (half, rows - half)] : [(0, rows)];
    }

    /// <summary>Whether the batch is to be tried again in halves.</summary>
    /// <param name="exception">What stopped it.</param>
    /// <param name="rows">The batch's rows.</param>
    /// <exception cref="InsufficientMemoryException">Memory ran out although batches are halved already.</exception>
    public bool Halves(Exception exception, int rows)
    {
        if (!exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // libtorch's first line says how much it asked for, and how much there is.
        var reason = exception.Message.Split('\n')[0];
        if (_halved || rows < 2)
        {
            throw new InsufficientMemoryException(
                $"{device.Name} has too little memory for batches of {rows} rows, even in halves{Free()}: lower BatchSize or the network's width. {reason}",
                exception);
        }

        _halved = true;
        log($"{device.Name} has too little memory for batches of {rows} rows{Free()}: from here on they go through in halves. {reason}");
        return true;
    }

    private string Free() => device.IsCuda
        ? string.Create(CultureInfo.InvariantCulture, $" ({CudaDriver.FreeMemory(device.Device.index) / 1e9:F2} GB are free)")
        : string.Empty;
}
