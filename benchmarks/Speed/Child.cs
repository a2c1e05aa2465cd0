using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>What needs a process of its own, because its memory or its first call is measured.</summary>
internal static class Child
{
    public const string Flag = "--child";

    /// <summary>In the child: does the task and prints its figures.</summary>
    public static void Run(string task, string argument)
    {
        switch (task)
        {
            case "load":
                Load(argument);
                break;
            case "fit.million":
                Print(Time(Million));
                break;
            default:
                Print(Time(() => WholeFits.Fit(task, argument)));
                break;
        }
    }

    /// <summary>In the parent: runs a task in a child.</summary>
    /// <returns>The numbers that it printed.</returns>
    public static double[] Start(string task, string argument)
    {
        var (program, arguments) = Command([Flag, task, argument]);
        return Start(program, arguments);
    }

    /// <summary>In the parent: runs this program in the environment that libtorch needs, and lets it print.</summary>
    public static int Repeat(IEnumerable<string> arguments, int threads)
    {
        var (program, all) = Command([Flag, .. arguments]);
        var start = new ProcessStartInfo(program, all) { UseShellExecute = false };
        Peer.SetEnvironment(start, threads);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a program that ends with a line of numbers.</summary>
    public static double[] Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        Peer.SetEnvironment(start, threads: 2);
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. lines[^1].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }

    // The process is this program's own, or the runtime's host that was given the program.
    private static (string Program, IEnumerable<string> Arguments) Command(IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath!;
        var isHost = string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.Ordinal);
        return (program, isHost ? arguments.Prepend(Environment.GetCommandLineArgs()[0]) : arguments);
    }

    private static void Load(string path)
    {
        var start = Stopwatch.GetTimestamp();
        var mlContext = new MLContext();
        var atLoad = Stopwatch.GetTimestamp();
        var model = mlContext.Model.Load(path, out _);
        var loaded = Stopwatch.GetTimestamp();
        using var engine = mlContext.Model.CreatePredictionEngine<WideRow, WidePrediction>(model);
        var score = engine.Predict(new WideRow { Features = new float[64] }).Score;
        var end = Stopwatch.GetTimestamp();
        Debug.Assert(float.IsFinite(score), "The score of zeros is a number.");
        Print(
            Stopwatch.GetElapsedTime(start, end).TotalMilliseconds,
            Stopwatch.GetElapsedTime(atLoad, end).TotalMilliseconds,
            Stopwatch.GetElapsedTime(atLoad, loaded).TotalMilliseconds,
            Process.GetCurrentProcess().WorkingSet64 / 1e6);
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Print(double seconds) => Print(seconds, Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);

    private static void Print(params double[] numbers) =>
        Console.WriteLine(string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))));

    private static void Million()
    {
        var mlContext = new MLContext(1);
        mlContext.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
        {
            Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [256, 256], Dropout = 0 } },
            MaximumEpochs = 1,
            Device = TrainingDevice.Cpu,
        }).Fit(MLNetCases.Data());
    }
}
