using System.Diagnostics;
using System.Globalization;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>scikit-learn's gradient boosting and multilayer perceptron at their defaults on the same files.</summary>
internal static class FeaturizerPeers
{
    private const string Python = "/usr/bin/python3";

    /// <summary>The metrics of each peer by seed; nothing if Python is not there.</summary>
    public static IReadOnlyDictionary<string, List<Dictionary<string, double>>> Measure(DataSet data, RawTable table, int seeds)
    {
        var peers = new Dictionary<string, List<Dictionary<string, double>>>(StringComparer.Ordinal);
        if (!File.Exists(Python))
        {
            Console.WriteLine($"No peers: there is no {Python}.");
            return peers;
        }

        var start = new ProcessStartInfo(
            Python,
            [
                Path.Combine(AppContext.BaseDirectory, "peers", "tabular.py"), table.Folder, data.Loss.Target == TargetKind.Binary ? "classes" : "numbers",
                .. new[] { data.Numerics.Length, data.Categories.Length, seeds }.Select(number => number.ToString(CultureInfo.InvariantCulture)),
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;

        // A line per run: the peer's name, and metrics as name=value.
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (!peers.TryGetValue(words[0], out var runs))
            {
                peers.Add(words[0], runs = []);
            }

            runs.Add(words.Skip(1).Select(word => word.Split('=')).ToDictionary(
                pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal));
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? peers : throw new IOException("The peers failed: see above.");
    }
}
