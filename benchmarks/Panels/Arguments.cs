using System.Globalization;

namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>The command line. What is null is left at the trainers' defaults.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        Trains dual blocks on worker panels and measures them on other people's rows.

          --data DIR           the folder with the data files (else NEURALTRAINERS_DATA, else ../shared/data)
          --only LIST          panel:target pairs, separated by commas (default: everything)
          --network BOOL       whether networks without dual blocks train, too (default true)
          --features LIST      last: what was known in the last row; history: and in the four last ones (default last,history)
          --seeds N            the number of runs of each, with seeds 0 to N - 1 (default 3)
          --folds N            tests on N eighths of those who train and validate instead, to choose settings by (default 0: does not)
          --threads N          threads of a run (default 1)
          --weight-decay X     another weight decay of the dual block than the default
          --learning-rate X    another learning rate
          --averaging X        exponential averages of the weights, with this decay
          --batch N            another batch size
          --change LIST        other widths of the change block
          --change-dropout X   another dropout of it
          --persistence LIST   other widths of the persistence block
          --persistence-dropout X
        """;

    public string Data { get; private init; } = Environment.GetEnvironmentVariable("NEURALTRAINERS_DATA") ?? Path.Combine("..", "shared", "data");

    public IReadOnlyList<string> Only { get; private init; } = [];

    public IReadOnlyList<FeatureSet> Features { get; private init; } = FeatureSet.All;

    public bool Network { get; private init; } = true;

    public int Seeds { get; private init; } = 3;

    public IReadOnlyList<Split> Splits { get; private init; } = [Split.Published];

    public int Threads { get; private init; } = 1;

    public float? WeightDecay { get; private init; }

    public float? LearningRate { get; private init; }

    public float? Averaging { get; private init; }

    public int? BatchSize { get; private init; }

    public DualBlockArchitecture Blocks { get; private init; } = new();

    public static Arguments Parse(string[] arguments)
    {
        var parsed = new Arguments();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} has no value.");
            var blocks = parsed.Blocks;
            var (change, persistence) = ((MlpTrunk)blocks.Change, (MlpTrunk)blocks.Persistence);
            parsed = arguments[i] switch
            {
                "--data" => parsed with { Data = value },
                "--only" => parsed with { Only = value.Split(',') },
                "--features" => parsed with { Features = [.. value.Split(',').Select(FeatureSet.Of)] },
                "--network" => parsed with { Network = bool.Parse(value) },
                "--seeds" => parsed with { Seeds = Count(value) },
                "--folds" => parsed with { Splits = Count(value) == 0 ? [Split.Published] : [.. Split.Folds.Take(Count(value))] },
                "--threads" => parsed with { Threads = Count(value) },
                "--weight-decay" => parsed with { WeightDecay = Number(value) },
                "--learning-rate" => parsed with { LearningRate = Number(value) },
                "--averaging" => parsed with { Averaging = Number(value) },
                "--batch" => parsed with { BatchSize = Count(value) },
                "--change" => parsed with { Blocks = blocks with { Change = change with { Widths = Widths(value) } } },
                "--change-dropout" => parsed with { Blocks = blocks with { Change = change with { Dropout = Number(value) } } },
                "--persistence" => parsed with { Blocks = blocks with { Persistence = persistence with { Widths = Widths(value) } } },
                "--persistence-dropout" => parsed with { Blocks = blocks with { Persistence = persistence with { Dropout = Number(value) } } },
                _ => throw new ArgumentException($"There is no option {arguments[i]}."),
            };
        }

        return parsed;
    }

    private static int Count(string value) => int.Parse(value, CultureInfo.InvariantCulture);

    private static float Number(string value) => float.Parse(value, CultureInfo.InvariantCulture);

    private static int[] Widths(string value) => [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Count)];
}
