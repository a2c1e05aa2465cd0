namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>Trains dual blocks, and for comparison networks without, with several seeds, and averages what they reach.</summary>
internal sealed class Benchmark(Arguments arguments)
{
    public void Run(Panel panel, string name, string target)
    {
        for (var i = 0; i < arguments.Features.Count; i++)
        {
            var features = arguments.Features[i];
            Rows[] splits = [.. arguments.Splits.Select(split => panel.Pairs(target, features, split))];
            if (i == 0)
            {
                Console.WriteLine($"{name}, next {target}: {string.Join("; ", splits.Select(rows => Counts(rows, target)))}");
                Baseline(target, splits);
            }

            var train = new Training(arguments, panel, target, features);
            if (arguments.Network)
            {
                Print($"network ({features.Name})", [.. Runs(splits, train.Network)]);
            }

            Print($"dual block ({features.Name})", [.. Runs(splits, train.DualBlock)]);
        }
    }

    private IEnumerable<IMetrics> Runs(Rows[] splits, Func<Rows, int, IMetrics> train) =>
        splits.SelectMany(rows => Enumerable.Range(0, arguments.Seeds).Select(seed => train(rows, seed)));

    private static string Counts(Rows rows, string target)
    {
        var counts = new[] { rows.Train, rows.Validation, rows.Test }.Select(data => $"{Columns.Read<float>(data, "YearGap1").Length:n0}");
        var pairs = $"{string.Join(" / ", counts)} pairs";
        return target == "LogWage"
            ? pairs
            : $"{pairs}, {Columns.Read<uint>(rows.Test, target).Zip(Columns.Read<uint>(rows.Test, $"{target}Lag1")).Count(pair => pair.First != pair.Second):n0} movers test";
    }

    private static void Baseline(string target, Rows[] splits)
    {
        if (target == "LogWage")
        {
            Print("last value", [.. splits.Select(rows => Baselines.LastValue(rows, target))]);
            Print("AR1", [.. splits.Select(rows => Baselines.Ar1(rows, target))]);
        }
        else
        {
            Print("persistence", [.. splits.Select(rows => Baselines.Persistence(rows, target))]);
            Print("Markov", [.. splits.Select(rows => Baselines.Markov(rows, target))]);
        }
    }

    private static void Print(string what, IMetrics[] runs) => Console.WriteLine($"  {what,-22}{string.Join("  ", runs[0].Values.Select((first, i) =>
    {
        double[] values = [.. runs.Select(run => run.Values[i].Value)];
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1));
        return $"{first.Name} {mean:f4}{(values.Length > 1 ? $" ({deviation:f4})" : "         ")}";
    }))}");
}
