using System.Diagnostics;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Benchmarks.Kernels;

/// <summary>A stopwatch loop over all shapes: a minute instead of BenchmarkDotNet's half hour.</summary>
internal static class Quick
{
    private const double SecondsPerRound = 0.004;
    private const double WarmUpSeconds = 0.3;
    private const int Rounds = 60;

    public static void Run()
    {
        foreach (int threads in (int[])[1, 2])
        {
            using var team = new WorkerTeam(threads);
            double peak = Peak.Measure(team);
            Console.WriteLine($"{threads} thread(s), peak {peak:F0} GFLOP/s");
            Console.WriteLine($"{"rows x in x out",-18} {"product",-16} {"best",8} {"median",8} {"us",9} {"of peak",8}");
            foreach ((int rows, int inputs, int outputs) in LinearBenchmarks.Shapes)
            {
                var product = new LinearProduct(team, rows, inputs, outputs);
                foreach (ProductKind kind in Enum.GetValues<ProductKind>())
                {
                    (double best, double median) = Time(() => product.Run(team, kind));
                    double gigaflops = product.Flops / best / 1e9;
                    Console.WriteLine(
                        $"{$"{rows} x {inputs} x {outputs}",-18} {kind,-16} {gigaflops,8:F1} {product.Flops / median / 1e9,8:F1} "
                        + $"{best * 1e6,9:F1} {gigaflops / peak,8:P0}");
                }
            }

            foreach ((string name, long bytes, Action run) in new ElementwiseLoops(team).All)
            {
                (double best, double median) = Time(run);
                Console.WriteLine(
                    $"{name,-35} best {best * 1e6,8:F2} us, median {median * 1e6,8:F2} us, {bytes / best / 1e9,6:F0} GB/s");
            }
        }

        var network = new OneRowNetwork(64, 256, 256, 1);
        (double bestRow, double medianRow) = Time(network.Run);
        Console.WriteLine($"one row through 64-256-256-1: best {bestRow * 1e6:F2} us, median {medianRow * 1e6:F2} us");
    }

    private static (double Best, double Median) Time(Action action)
    {
        // Long enough for the runtime to compile every method involved at its last tier.
        long start = Stopwatch.GetTimestamp();
        int repetitions = 0;
        double elapsed;
        do
        {
            action();
            repetitions++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        while (elapsed < WarmUpSeconds);

        repetitions = Math.Max(1, (int)(repetitions * SecondsPerRound / elapsed));
        double[] times = [.. Enumerable.Range(0, Rounds).Select(_ => Round(action, repetitions) / repetitions).Order()];
        return (times[0], times[Rounds / 2]);
    }

    private static double Round(Action action, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
