using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>A device, through this library or through the peer.</summary>
internal abstract class DeviceColumn
{
    private const int Groups = 7;

    /// <summary>The device, and the precision of its products if it is not that of all else.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it uses the memory of the machine.</summary>
    public abstract bool IsHost { get; }

    /// <summary>The device's peak in GFLOP/s, or null if it was not measured.</summary>
    public double? Peak { get; init; }

    /// <summary>The GFLOP/s of the case before, by which the next one's time is foretold.</summary>
    public double? LastSpeed { get; set; }

    /// <summary>The median seconds of a training step. Slow ones are taken once, after one that does not count.</summary>
    public double Step(DeviceCase deviceCase, double seconds)
    {
        using var steps = Open(deviceCase);
        var one = steps.Run(1);
        if (one < seconds)
        {
            one = Math.Min(one, steps.Run(1));
        }

        var count = (int)Math.Clamp(seconds / Groups / one, 1, 10_000);
        var groups = (int)Math.Clamp(seconds / one, 1, Groups);
        if (groups == Groups)
        {
            // So that every method is compiled at its last tier.
            steps.Run(3 * count);
        }

        return Statistics.Median(Enumerable.Range(0, groups).Select(_ => steps.Run(count) / count));
    }

    /// <summary>The seconds of one epoch.</summary>
    public abstract double Fit(DeviceCase deviceCase, TrainingTable table);

    protected static string NameOf(string device, MatrixPrecision precision) => precision == MatrixPrecision.Float32 ? device : $"{device}-{precision}";

    protected abstract IDeviceSteps Open(DeviceCase deviceCase);
}
