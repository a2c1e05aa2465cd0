using System.Globalization;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>The command line.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        Trains networks on tables and measures them on test rows.

          --data DIR         the folder with the data files (else NEURALTRAINERS_DATA, else ../shared/data)
          --only LIST        data sets, or data set:configuration pairs, separated by commas (default: everything)
          --seeds N          the number of runs of each, with seeds 0 to N - 1 (default 3)
          --featurizer       raw columns, TabularFeaturizer and the trainers' defaults, beside scikit-learn on the same rows
          --epochs N         the most epochs of a run (default 100)
          --threads N        threads of a run (default 1)
        """;

    public string? Data { get; private init; }

    public IReadOnlyList<string> Only { get; private init; } = [];

    public int Seeds { get; private init; } = 3;

    public int Epochs { get; private init; } = 100;

    public int Threads { get; private init; } = 1;

    /// <summary>Whether to measure TabularFeaturizer and the trainers' defaults instead of the configurations.</summary>
    public bool Featurizer { get; private init; }

    public static Arguments Parse(string[] arguments)
    {
        const string featurizer = "--featurizer";
        var parsed = new Arguments { Featurizer = arguments.Contains(featurizer, StringComparer.Ordinal) };
        arguments = [.. arguments.Where(argument => argument != featurizer)];
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} has no value.");
            parsed = arguments[i] switch
            {
                "--data" => parsed with { Data = value },
                "--only" => parsed with { Only = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) },
                "--seeds" => parsed with { Seeds = Count(value, arguments[i]) },
                "--epochs" => parsed with { Epochs = Count(value, arguments[i]) },
                "--threads" => parsed with { Threads = Count(value, arguments[i]) },
                _ => throw new ArgumentException($"There is no option {arguments[i]}."),
            };
        }

        return parsed;
    }

    /// <summary>What to run, in a fixed order.</summary>
    public IEnumerable<(string Data, Configuration Configuration)> Runs()
    {
        var all = DataSetReader.Names.SelectMany(data => Configuration.All.Select(configuration => (data, configuration))).ToArray();
        foreach (var name in Only)
        {
            if (!all.Any(run => Names(name, run)))
            {
                throw new ArgumentException(
                    $"--only {name} names nothing: the data sets are {string.Join(", ", DataSetReader.Names)}, " +
                    $"the configurations {string.Join(", ", Configuration.All.Select(configuration => configuration.Name))}.");
            }
        }

        return all.Where(run => Only.Count == 0 || Only.Any(name => Names(name, run)));
    }

    private static bool Names(string name, (string Data, Configuration Configuration) run) =>
        string.Equals(name, run.Data, StringComparison.Ordinal) || string.Equals(name, $"{run.Data}:{run.Configuration.Name}", StringComparison.Ordinal);

    private static int Count(string value, string option) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new ArgumentException($"{option} is '{value}': it must be a whole number above 0.");
}
