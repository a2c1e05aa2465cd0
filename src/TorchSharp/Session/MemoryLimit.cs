using System.Globalization;
using System.Runtime.InteropServices;

namespace NeuralTrainers.Torch;

/// <summary>What happens when a card's memory does not hold a batch: from then on batches go through in two halves, once.</summary>
/// <param name="device">The device.</param>
/// <param name="log">Receives a line when batches are halved.</param>
internal sealed class MemoryLimit(TorchDevice device, Action<string> log)
{
    private bool _halved;

    /// <summary>Whether it was memory that an operation lacked. libtorch tells by words alone; those about ALLOC_FAILED are cuBLAS's.</summary>
    public static bool IsReached(ExternalException exception) =>
        exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || exception.Message.Contains("can't allocate memory", StringComparison.Ordinal)
        || exception.Message.Contains("ALLOC_FAILED", StringComparison.Ordinal);

    /// <summary>The parts in which a batch goes through the network. Their gradients are summed, so a step stays the step that it was.</summary>
    public IReadOnlyList<(int Start, int Count)> Parts(int rows)
    {
        var half = (rows + 1) / 2;
        return _halved && rows > 1 ? [(0, half), (half, rows - half)] : [(0, rows)];
    }

    /// <summary>From now on batches go through in halves. Not from an exception filter: what is thrown there is lost.</summary>
    /// <param name="exception">What stopped the batch.</param>
    /// <param name="rows">The batch's rows.</param>
    /// <exception cref="InsufficientMemoryException">Batches are halved already, or have one row.</exception>
    public void Halve(ExternalException exception, int rows)
    {
        if (_halved || rows < 2)
        {
            throw TooLittle($"batches of {rows} rows, even in halves", exception);
        }

        _halved = true;
        log($"{device.Name} has too little memory for batches of {rows} rows{Free()}: from here on they go through in halves. {Reason(exception)}");
    }

    /// <summary>The error that ends training.</summary>
    /// <param name="what">What there is too little memory for.</param>
    /// <param name="exception">What stopped it.</param>
    public InsufficientMemoryException TooLittle(string what, ExternalException exception) => new(
        $"{device.Name} has too little memory for {what}{Free()}: lower BatchSize or the network's width. {Reason(exception)}", exception);

    // libtorch's first line says how much it asked for, and how much there is.
    private static string Reason(ExternalException exception) => exception.Message.Split('\n')[0];

    private string Free() => device.IsCuda
        ? string.Create(CultureInfo.InvariantCulture, $" ({CudaDriver.FreeMemory(device.Device.index) / 1e9:F2} GB are free)")
        : string.Empty;
}
