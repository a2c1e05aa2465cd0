using System.Diagnostics;
using Microsoft.ML.SearchSpace;

namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed class ResumingTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-");

    private string LogPath => Path.Combine(_folder.FullName, "trials.jsonl");

    [TestCleanup]
    public void Clean() => _folder.Delete(recursive: true);

    [TestMethod]
    public void Run_AfterTheProcessWasKilled_RepeatsNoFinishedTrial()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ResumingTests).Assembly.Location, LogPath]) { UseShellExecute = false, RedirectStandardOutput = true };
        using (var process = Process.Start(start)!)
        {
            for (var trial = 0; trial < 9; trial++)
            {
                Assert.IsNotNull(process.StandardOutput.ReadLine(), "The sweep ended before it was killed.");
            }

            process.Kill();
            process.WaitForExit();
        }

        var before = TrialLog.Load(LogPath);
        Assert.IsGreaterThanOrEqualTo(9, before.Count);
        var begun = 0;
        var sweep = new Sweep();
        sweep.Options.EpochCompleted = epoch => Interlocked.Add(ref begun, epoch.Epoch == 1 ? 1 : 0);
        var trials = new List<TrialRecord>();
        var result = sweep.Experiment().SetMaxModelToExplore(8)
            .SetNeuralTrialRunner(new() { LogPath = LogPath, ConcurrentTrials = 2, Seed = 1, TrialCompleted = trials.Add }).Run();

        // The first is the best so far, loaded and not trained.
        Assert.HasCount(7, trials);
        Assert.AreEqual(7, begun);
        Assert.IsLessThanOrEqualTo(before.Min(record => record.Loss) + 1e-6, result.Loss);
        var all = TrialLog.Load(LogPath);
        Assert.HasCount(before.Count + 7, all);
        Assert.HasCount(all.Count, all.Select(record => record.Key).ToHashSet(StringComparer.Ordinal));
        var metrics = sweep.Context.Regression.Evaluate(result.Model.Transform(sweep.Validation), nameof(House.Price));
        Assert.AreEqual(result.Metric, metrics.RootMeanSquaredError, 1e-6);
    }

    [TestMethod]
    public async Task Run_AfterTimeWasUp_TriesWhatWasCutShortAgain()
    {
        using var cancellation = new CancellationTokenSource();
        var sweep = new Sweep();
        sweep.Options.EpochCompleted = epoch =>
        {
            if (epoch.Epoch == 2)
            {
                cancellation.Cancel();
            }
        };
        await sweep.Experiment().SetNeuralTrialRunner(new() { LogPath = LogPath, ConcurrentTrials = 1, Halving = null }).RunAsync(cancellation.Token);
        var cut = TrialLog.Load(LogPath).Single();
        Assert.AreEqual(TrialEnd.TimeUp, cut.End);

        var trials = new List<TrialRecord>();
        var result = new Sweep().Experiment().SetMaxModelToExplore(3)
            .SetNeuralTrialRunner(new() { LogPath = LogPath, ConcurrentTrials = 2, Halving = null, StartsWithPortfolio = false, TrialCompleted = trials.Add }).Run();
        var again = trials.Single(trial => trial.Key == cut.Key);
        Assert.AreEqual(TrialEnd.Completed, again.End);
        Assert.HasCount(4, again.ValidationLosses);

        // Its best weights so far were the first result.
        Assert.HasCount(2, trials);
        Assert.IsLessThanOrEqualTo(cut.Loss + 1e-6, result.Loss);
    }

    [TestMethod]
    public void Run_AfterATrialFailedByItsSettings_DoesNotRepeatIt()
    {
        var (sweep, tries) = (new Sweep(), 0);
        var failing = new SweepableEstimator(Fail, new());
        Run();
        Assert.AreEqual(1, tries);
        Run();
        Assert.AreEqual(1, tries);

        void Run() => sweep.Experiment(sweep.Context.Auto().NeuralRegression(sweep.Options, sweep.Space), failing).SetMaxModelToExplore(12)
            .SetMonitor(new ResultKeeper { AllowsFailures = true })
            .SetNeuralTrialRunner(new() { LogPath = LogPath, ConcurrentTrials = 2, Seed = 1 }).Run();

        IEstimator<ITransformer> Fail(MLContext context, Parameter parameter)
        {
            tries++;
            throw new InvalidOperationException("This one cannot.");
        }
    }

    [TestMethod]
    public void Run_AfterMemoryDidNotSuffice_TriesItAgain()
    {
        var (sweep, tries) = (new Sweep(), 0);
        var greedy = new SweepableEstimator((context, _) => tries++ == 0 ? throw new InvalidOperationException("CUDA out of memory.") : context.Regression.Trainers.NeuralNetwork(sweep.Options), new());
        Run();
        Assert.AreEqual(TrialEnd.OutOfMemory, TrialLog.Load(LogPath).Single(trial => trial.Pipeline == "e0 * e2").End);
        Run();
        Assert.AreEqual(2, tries);
        Assert.AreEqual(TrialEnd.Completed, TrialLog.Load(LogPath).Last(trial => trial.Pipeline == "e0 * e2").End);

        void Run() => sweep.Experiment(sweep.Context.Auto().NeuralRegression(sweep.Options, sweep.Space), greedy).SetMaxModelToExplore(12)
            .SetMonitor(new ResultKeeper { AllowsFailures = true })
            .SetNeuralTrialRunner(new() { LogPath = LogPath, ConcurrentTrials = 1, Seed = 1, StartsWithPortfolio = false }).Run();
    }

    [TestMethod]
    public void Run_AfterAllTrialsFailed_TriesThemAgain()
    {
        var sweep = new Sweep();
        sweep.Options.CategoricalColumnNames = ["Missing"];
        Assert.Throws<Exception>(sweep.Experiment().SetNeuralTrialRunner(new() { LogPath = LogPath, ConcurrentTrials = 1 }).Run);
        var failed = TrialLog.Load(LogPath).Single();
        Assert.AreEqual(TrialEnd.Failed, failed.End);

        var trials = new List<TrialRecord>();
        new Sweep().Experiment().SetMaxModelToExplore(2).SetNeuralTrialRunner(new() { LogPath = LogPath, ConcurrentTrials = 1, TrialCompleted = trials.Add }).Run();
        Assert.AreEqual(failed.Key, trials[0].Key);
        Assert.AreEqual(TrialEnd.Completed, trials[0].End);
    }
}
