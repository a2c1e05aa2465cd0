using System.Globalization;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>The command line.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        Trains networks on tables and measures them on test rows.

          --data DIR         the folder with the data files (else NEURALTRAINERS_DATA, else ../shared/data)
          --only LIST        data sets, or data set:configuration pairs, separated by commas (default: everything; of a sweep: adult,california,churn)
          --seeds N          the number of runs of each, with seeds that follow one another (default 3)
          --first-seed N     the first of the seeds (default 0)
          --featurizer       raw columns, TabularFeaturizer and the trainers' defaults, beside scikit-learn on the same rows
          --sweep            raw columns, TabularFeaturizer and a sweep of networks by AutoML
          --epochs N         the most epochs of a run or trial (default 100)
          --threads N        threads of a run (default 1) or trial (default: all cores)

        Of a sweep:
          --runner LIST      neural: this library's runner and tuner; stock: AutoML's own on the same search space (default neural)
          --seconds N        the time of a run (default 600; with --trials none)
          --trials N         the most trials of a run; the memory is printed after every 20
          --concurrent N     trials side by side (runner neural; default: as many as cores and memory allow)
          --ensemble         the best trials together, where that is better than the best one (runner neural)
          --no-pruning       no trial is stopped early (runner neural)
          --log FILE         keeps the trials of each run in FILE.SET.SEED.jsonl, and goes on from there (runner neural)
        """;

    public string? Data { get; private init; }

    public IReadOnlyList<string> Only { get; private init; } = [];

    public int Seeds { get; private init; } = 3;

    public int FirstSeed { get; private init; }

    public int Epochs { get; private init; } = 100;

    /// <summary>Threads; null if they were not named.</summary>
    public int? Threads { get; private init; }

    /// <summary>Whether to measure TabularFeaturizer and the trainers' defaults instead of the configurations.</summary>
    public bool Featurizer { get; private init; }

    /// <summary>Whether to measure sweeps instead of the configurations.</summary>
    public bool Sweep { get; private init; }

    public IReadOnlyList<SweepRunner> Runners { get; private init; } = [SweepRunner.Neural];

    public int? Seconds { get; private init; }

    public int? Trials { get; private init; }

    /// <summary>Trials side by side; null for the runner's choice.</summary>
    public int? Concurrent { get; private init; }

    public bool Ensemble { get; private init; }

    public bool Pruning { get; private init; } = true;

    public string? Log { get; private init; }

    public static Arguments Parse(string[] arguments)
    {
        var parsed = new Arguments();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var option))
        {
            parsed = option switch
            {
                "--data" => parsed with { Data = Value() },
                "--only" => parsed with { Only = Names(Value()) },
                "--seeds" => parsed with { Seeds = Count(Value(), option) },
                "--first-seed" => parsed with { FirstSeed = Count(Value(), option, least: 0) },
                "--featurizer" => parsed with { Featurizer = true },
                "--sweep" => parsed with { Sweep = true },
                "--epochs" => parsed with { Epochs = Count(Value(), option) },
                "--threads" => parsed with { Threads = Count(Value(), option) },
                "--runner" => parsed with { Runners = [.. Names(Value()).Select(Runner)] },
                "--seconds" => parsed with { Seconds = Count(Value(), option) },
                "--trials" => parsed with { Trials = Count(Value(), option) },
                "--concurrent" => parsed with { Concurrent = Count(Value(), option) },
                "--ensemble" => parsed with { Ensemble = true },
                "--no-pruning" => parsed with { Pruning = false },
                "--log" => parsed with { Log = Value() },
                _ => throw new ArgumentException($"There is no option {option}."),
            };

            string Value() => rest.TryDequeue(out var value) ? value : throw new ArgumentException($"{option} has no value.");
        }

        return parsed;
    }

    /// <summary>The seeds of the runs.</summary>
    public IEnumerable<int> RunSeeds() => Enumerable.Range(FirstSeed, Seeds);

    /// <summary>What to run, in a fixed order.</summary>
    public IEnumerable<(string Data, Configuration Configuration)> Runs()
    {
        var all = DataSetReader.Names.SelectMany(data => Configuration.All.Select(configuration => (data, configuration))).ToArray();
        foreach (var name in Only)
        {
            if (!all.Any(run => IsNamed(name, run)))
            {
                throw new ArgumentException(
                    $"--only {name} names nothing: the data sets are {string.Join(", ", DataSetReader.Names)}, " +
                    $"the configurations {string.Join(", ", Configuration.All.Select(configuration => configuration.Name))}.");
            }
        }

        var only = Only.Count == 0 && Sweep ? SweepBenchmark.Sets : Only;
        return all.Where(run => only.Count == 0 || only.Any(name => IsNamed(name, run)));
    }

    private static bool IsNamed(string name, (string Data, Configuration Configuration) run) =>
        string.Equals(name, run.Data, StringComparison.Ordinal) || string.Equals(name, $"{run.Data}:{run.Configuration.Name}", StringComparison.Ordinal);

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static SweepRunner Runner(string name) => name switch
    {
        "neural" => SweepRunner.Neural,
        "stock" => SweepRunner.Stock,
        _ => throw new ArgumentException($"--runner is '{name}': it must be neural, stock, or both."),
    };

    private static int Count(string value, string option, int least = 1) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least
            ? count
            : throw new ArgumentException($"{option} is '{value}': it must be a whole number of at least {least}.");
}
