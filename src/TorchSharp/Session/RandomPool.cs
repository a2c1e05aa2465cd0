namespace NeuralTrainers.Torch;

/// <summary>What a session's random numbers are made of: two rows of uniform numbers on the device, drawn once by the managed engine's generator.</summary>
/// <remarks>
/// TorchSharp makes generators for the CPU only, whatever device they are asked for, and the one that a card has belongs to the whole process. Therefore
/// a random number is the fraction of the sum of one number of each row, at places that are drawn anew for each use: such a fraction is uniform, and
/// numbers are independent of each other unless they share both.
/// </remarks>
/// <param name="seed">The run's seed.</param>
/// <param name="device">The device.</param>
internal sealed class RandomPool(ulong seed, torch.Device device) : IDisposable
{
    /// <summary>The most numbers that are taken from one place.</summary>
    public const int LongestRun = 1 << 21;

    // A power of two, so that the highest bits of a random number are a place.
    private const int PlaceBits = 22;

    private Tensor? _first;
    private Tensor? _second;

    /// <summary>Uniform numbers in [0, 1).</summary>
    /// <param name="count">How many, at most <see cref="LongestRun"/>.</param>
    /// <param name="place">A random number that decides on one place.</param>
    /// <param name="otherPlace">One that decides on the other.</param>
    /// <param name="destination">Where they go.</param>
    public void Fill(Tensor destination, long count, ulong place, ulong otherPlace)
    {
        if (_first is null)
        {
            Draw();
        }

        destination.copy_(_first!.narrow(0, Place(place), count)).add_(_second!.narrow(0, Place(otherPlace), count)).frac_();
    }

    public void Dispose()
    {
        _first?.Dispose();
        _second?.Dispose();
    }

    private static long Place(ulong random) => (long)(random >> (64 - PlaceBits));

    private void Draw()
    {
        // Every place is followed by as many numbers as the longest run has.
        var numbers = new float[(1 << PlaceBits) + LongestRun];
        var stream = new RandomStream(seed, RandomPurpose.FirstDropout);
        stream.FillUniform(numbers, 0);
        _first = HostTensors.ToDevice(numbers, device);
        stream.FillUniform(numbers, (ulong)numbers.Length);
        _second = HostTensors.ToDevice(numbers, device);
    }
}
