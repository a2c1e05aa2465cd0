using System.Globalization;
using Microsoft.ML;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>Cases that are measured in fresh processes, ours and the peer's in turn.</summary>
internal static class ProcessCases
{
    /// <summary>Whole fits and loading, those whose name contains <paramref name="only"/>.</summary>
    /// <returns>The lines of the summary.</returns>
    public static IEnumerable<string> Run(string only, string dataFolder, int rounds, bool hasPeer, int threads)
    {
        foreach (var (name, file) in WholeFits.Files.Where(pair => pair.Key.Contains(only)))
        {
            var path = Path.Combine(dataFolder, file);
            if (!File.Exists(path))
            {
                Console.WriteLine($"{name}: there is no {path}; name its folder with --data.");
                continue;
            }

            string[]? peer = hasPeer ? [Peer.Script("fit.py"), name, path, threads.ToString(CultureInfo.InvariantCulture)] : null;
            var (ours, peers) = Alternate(() => Child.Start(name, path), peer, rounds);
            yield return Line(name + ".seconds", ours[0], peers?[0]);
            yield return Line(name + ".megabytes", ours[1], peers?[1]);
        }

        if ("fit.million".Contains(only))
        {
            var (ours, _) = Alternate(() => Child.Start("fit.million", ""), null, 1);
            const double data = 1e6 * 64 * sizeof(float) / 1e6;
            Console.WriteLine(FormattableString.Invariant($"fit.million: {ours[0]:F1} s for an epoch; peak memory {ours[1]:F0} MB, {ours[1] / data:F2} times the float data"));
            yield return Line("fit.million.megabytes", ours[1], null);
        }

        if ("load".Contains(only))
        {
            foreach (var line in Load(rounds, hasPeer))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Load(int rounds, bool hasPeer)
    {
        var folder = Directory.CreateTempSubdirectory("speed-").FullName;
        var path = Path.Combine(folder, "model.zip");
        var copyPath = Path.Combine(folder, "copy.zip");
        var mlContext = new MLContext();
        var data = MLNetCases.Data();
        mlContext.Model.Save(MLNetCases.Model(), data.Schema, path);
        mlContext.Model.Save(mlContext.Transforms.CopyColumns("Score", "Label").Fit(data), data.Schema, copyPath);
        const int weights = sizeof(float) * ((64 * 256) + (256 * 256) + 256 + 256 + 256 + 1);
        var size = new FileInfo(path).Length;
        Console.WriteLine(FormattableString.Invariant(
            $"load: the zip has {size} bytes, the raw weights {weights}: 1.05 times them and {(size - (1.05 * weights)) / 1024:F1} KB"));
        var (ours, peers) = Alternate(() => Child.Start("load", path), hasPeer ? [Peer.Script("load.py"), Path.Combine(folder, "model.pt")] : null, 3 * rounds);
        var (copy, _) = Alternate(() => Child.Start("load", copyPath), null, 3 * rounds);
        Console.WriteLine(FormattableString.Invariant(
            $"load: {ours[0]:F1} ms from the first statement to the first prediction; {ours[1]:F1} from Model.Load, which takes {ours[2]:F1}"));
        Console.WriteLine(FormattableString.Invariant(
            $"load: ML.NET alone, with a model that copies a column, takes {copy[1]:F1} ms from Model.Load"));
        yield return Line("load.milliseconds", ours[1], peers?[0]);
        yield return Line("load.megabytes", ours[3], peers?[1]);
        Directory.Delete(folder, recursive: true);
    }

    // The medians of each number.
    private static (double[] Ours, double[]? Peers) Alternate(Func<double[]> ours, string[]? peer, int rounds)
    {
        var ourNumbers = new List<double[]>();
        var peerNumbers = new List<double[]>();
        for (var round = 0; round < rounds; round++)
        {
            ourNumbers.Add(ours());
            if (peer is not null)
            {
                peerNumbers.Add(Child.Start(Peer.Python, peer));
            }
        }

        return (Medians(ourNumbers), peer is null ? null : Medians(peerNumbers));
    }

    private static double[] Medians(List<double[]> samples) =>
        [.. samples[0].Select((_, i) => Statistics.Median(samples.Select(sample => sample[i])))];

    private static string Line(string name, double ours, double? peer) => peer is { } value
        ? FormattableString.Invariant($"case={name} ours={ours:F2} peer={value:F2} ratio={value / ours:F2}")
        : FormattableString.Invariant($"case={name} ours={ours:F2}");
}
