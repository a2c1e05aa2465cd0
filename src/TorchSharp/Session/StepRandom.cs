namespace NeuralTrainers.Torch;

/// <summary>
/// The random numbers of one training step. They follow from the run's seed and the number of the step alone, so that a resumed run draws the
/// same ones; and nobody else's generator is touched.
/// </summary>
internal sealed class StepRandom(RandomPool pool, ulong seed, long step, torch.Device device)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(seed + ((ulong)(step + 1) * Golden));

    /// <summary>Numbers in [0, 1).</summary>
    public Tensor Uniform(long[] shape)
    {
        var numbers = torch.empty(shape, torch.float32, device);
        var flat = numbers.view(-1);
        for (long start = 0; start < numbers.NumberOfElements; start += RandomPool.LongestRun)
        {
            var count = Math.Min(RandomPool.LongestRun, numbers.NumberOfElements - start);
            pool.Fill(flat.narrow(0, start, count), count, Next(), Next());
        }

        return numbers;
    }

    /// <summary>Standard normal numbers (Box and Muller, 1958).</summary>
    public Tensor Normal(long[] shape)
    {
        // One minus the uniform number lies in (0, 1], where the logarithm is finite.
        var radius = (-Uniform(shape) + 1).log_().mul_(-2).sqrt_();
        return radius.mul_(Uniform(shape).mul_(2 * Math.PI).cos_());
    }

    // SplitMix64 (Steele, Lea and Flood, 2014): neighbouring steps get numbers that have nothing in common.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private ulong Next() => Mix(_state += Golden);
}
