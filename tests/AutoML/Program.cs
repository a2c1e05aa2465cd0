namespace NeuralTrainers.AutoML.Tests;

/// <summary>The test program started by itself: a sweep that goes on until it is killed.</summary>
internal static class Program
{
    /// <summary>Sweeps with a log, and prints a line for each trial that ends.</summary>
    /// <param name="arguments">The log's path.</param>
    public static void Main(string[] arguments) => new Sweep().Experiment().SetNeuralTrialRunner(new()
    {
        LogPath = arguments[0],
        ConcurrentTrials = 2,
        Seed = 1,
        TrialCompleted = record => Console.WriteLine($"{record.Trial} {record.End}"),
    }).Run();
}
