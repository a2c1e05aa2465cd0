using System.Collections.Concurrent;
using Microsoft.ML.SearchSpace;
using Spectre.Console;

namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed class SpectreMonitorTests
{
    private const string ShowsCursor = "\u001b[?25h";
    private const string HidesCursor = "\u001b[?25l";

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Run_RedirectedOutput_PrintsALinePerTrialAndTheBest(bool ownRunner)
    {
        using var console = new RecordingConsole(isTerminal: false);
        TrialResult result;
        using (var monitor = new SpectreMonitor(console.Console))
        {
            var experiment = new Sweep().Experiment().SetMaxModelToExplore(4).SetMonitor(monitor);
            result = (ownRunner ? experiment.SetNeuralTrialRunner(new() { ConcurrentTrials = 2, Halving = null }) : experiment).Run();
            CollectionAssert.AreEquivalent(Enumerable.Range(0, 4).ToArray(), monitor.Records.Select(record => record.Trial).ToArray());
            Assert.AreEqual(monitor.Records.Min(record => record.Loss), result.Loss);
            Assert.IsTrue(monitor.Records.All(record => record.Pipeline == "e0 * e1" && record.Settings["e1"].Contains("LearningRate", StringComparison.Ordinal)));
        }

        var lines = console.Written.ReplaceLineEndings("\n").Split('\n');
        for (var trial = 0; trial < 4; trial++)
        {
            Assert.ContainsSingle(line => line.StartsWith($"trial   {trial} ", StringComparison.Ordinal) && line.EndsWith("Completed", StringComparison.Ordinal), lines);
        }

        StringAssert.Contains(console.Written, "4 trials (4 Completed)");
        var best = lines.Single(line => line.StartsWith("  1. ", StringComparison.Ordinal));
        StringAssert.Contains(best, $"trial {result.TrialSettings.TrialId}: ");
        StringAssert.Contains(best, "Dropout ");
        Assert.IsFalse(console.Written.Contains('\u001b', StringComparison.Ordinal));
    }

    [TestMethod]
    public void Run_Terminal_ShowsTheLeaderboardAndLeavesTheCursor()
    {
        using var console = new RecordingConsole(isTerminal: true);
        using (var monitor = new SpectreMonitor(console.Console, rows: 2))
        {
            new Sweep().Experiment().SetMaxModelToExplore(4).SetMonitor(monitor).SetNeuralTrialRunner(new() { Halving = null }).Run();

            // A program that does not come to the monitor's end has its cursor all the same.
            Assert.IsTrue(SpinWait.SpinUntil(() => console.Written.LastIndexOf(ShowsCursor, StringComparison.Ordinal) > console.Written.LastIndexOf(HidesCursor, StringComparison.Ordinal), 60_000));
        }

        var last = console.Written[console.Written.LastIndexOf("4 trials (4 Completed)", StringComparison.Ordinal)..];
        StringAssert.Contains(last, "RootMeanSquaredError");
        StringAssert.Contains(last, "nothing running");
        Assert.IsFalse(last.Contains(HidesCursor, StringComparison.Ordinal));

        // The header and two trials.
        Assert.AreEqual(3, last.Split('\n').Count(line => line.StartsWith('\u2502') && !string.IsNullOrWhiteSpace(line.Split('\u2502')[1])));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Run_BrokenConsole_TheSweepGoesOn(bool isTerminal)
    {
        using var console = new RecordingConsole(isTerminal) { IsBroken = true };
        using var monitor = new SpectreMonitor(console.Console);
        var result = new Sweep().Experiment().SetMaxModelToExplore(3).SetMonitor(monitor).SetNeuralTrialRunner().Run();
        Assert.IsNotNull(result.Model);
        Assert.HasCount(3, monitor.Records);
    }

    [TestMethod]
    public void Report_AnotherLiveDisplayHasTheTerminal_PrintsLines()
    {
        using var console = new RecordingConsole(isTerminal: true);
        console.Console.Live(new Text("mine")).Start(_ =>
        {
            using var monitor = new SpectreMonitor(console.Console);
            monitor.ReportRunningTrial(Settings(0));
            monitor.ReportCompletedTrial(Result(0, 0.25));
        });
        StringAssert.Contains(console.Written, "1 trials (1 Completed)");
        StringAssert.Contains(console.Written, "trial 0");
    }

    [TestMethod]
    public void Report_FromManyThreadsInAnyOrder_CountsEachTrialOnce()
    {
        using var console = new RecordingConsole(isTerminal: true);
        using (var monitor = new SpectreMonitor(console.Console))
        {
            // As of trials side by side: the end of every other one is told before its start.
            Parallel.ForEach(Partitioner.Create(0, 200, 10), range =>
            {
                for (var trial = range.Item1; trial < range.Item2; trial++)
                {
                    if (trial % 2 == 0)
                    {
                        monitor.ReportRunningTrial(Settings(trial));
                    }

                    monitor.ReportCompletedTrial(Result(trial, 1 + trial));
                    if (trial % 2 == 1)
                    {
                        monitor.ReportRunningTrial(Settings(trial));
                    }
                }
            });
            CollectionAssert.AreEquivalent(Enumerable.Range(0, 200).ToArray(), monitor.Records.Select(record => record.Trial).ToArray());
        }

        var last = console.Written[console.Written.LastIndexOf("200 trials (200 Completed)", StringComparison.Ordinal)..];
        StringAssert.Contains(last, "best 1.0000 (trial 0)");
        StringAssert.Contains(last, "nothing running");
    }

    [TestMethod]
    public void ReportFailTrial_SaysWhy()
    {
        using var console = new RecordingConsole(isTerminal: false);
        using var monitor = new SpectreMonitor(console.Console);
        monitor.ReportRunningTrial(Settings(3));
        monitor.ReportFailTrial(Settings(3), new InvalidOperationException("No [bold]rows."));
        monitor.ReportCompletedTrial(Result(4, double.NaN));
        StringAssert.Contains(console.Written, "Failed: No [bold]rows.");
        StringAssert.Contains(console.Written, "NotANumber");
        Assert.AreEqual(TrialEnd.Failed, monitor.Records[0].End);
        Assert.AreEqual(double.MaxValue, monitor.Records[1].Loss);
    }

    // An experiment without a pipeline: its settings are its own.
    private static TrialSettings Settings(int trial) => new()
    {
        TrialId = trial,
        StartedAtUtc = DateTime.UtcNow,
        Parameter = Parameter.CreateNestedParameter(new KeyValuePair<string, Parameter>("rate", Parameter.FromDouble(trial / 10d))),
    };

    private static TrialResult Result(int trial, double metric) => new() { TrialSettings = Settings(trial), Metric = metric, Loss = metric, DurationInMilliseconds = 1 };
}
