using System.Globalization;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>What came of one sweep.</summary>
internal sealed record SweepRun
{
    public required string Data { get; init; }

    public required string Runner { get; init; }

    public required int Seed { get; init; }

    /// <summary>The wall time of the experiment: AutoML's own runner ends its running trial after time is up.</summary>
    public required double Seconds { get; init; }

    public required IReadOnlyDictionary<string, int> Ends { get; init; }

    public required string Metric { get; init; }

    /// <summary>The winner's metric on the rows that it was chosen by; NaN if no trial was completed.</summary>
    public required double Validation { get; init; }

    /// <summary>The winner's metric on rows that the sweep never saw; NaN if no trial was completed.</summary>
    public required double Test { get; init; }

    /// <summary>The most memory that the process had until now, with the runs before this one.</summary>
    public required double PeakMegabytes { get; init; }

    public int Trials => Ends.Values.Sum();

    /// <summary>A line for people that ends in key=value pairs for programs.</summary>
    public override string ToString()
    {
        var ends = string.Join(", ", Ends.Select(end => $"{end.Value} {end.Key}"));
        var counts = string.Join(' ', Ends.Select(end => string.Create(CultureInfo.InvariantCulture, $"{end.Key}={end.Value}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Data,-10} {Runner,-6} seed {Seed}: {Seconds:0} s, {Trials} trials ({ends}), {Metric} of validation {Validation:0.0000}, of test {Test:0.0000}, peak {PeakMegabytes:0} MB") +
            string.Create(
                CultureInfo.InvariantCulture,
                $"  | data={Data} runner={Runner} seed={Seed} seconds={Seconds:0.0} trials={Trials} {counts} metric={Metric} validation={Validation:0.#####} test={Test:0.#####} peak_mb={PeakMegabytes:0}");
    }
}
