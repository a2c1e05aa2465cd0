using Microsoft.ML.SearchSpace;

namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed class SideBySideTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [TestMethod]
    public void Run_ConcurrentTrials_RunAtTheSameTime()
    {
        using var meeting = new Barrier(2);
        var sweep = new Sweep();
        sweep.Options.EpochCompleted = epoch => Assert.IsTrue(epoch.Epoch > 1 || meeting.SignalAndWait(Long), "A trial was alone.");
        var trials = new List<TrialRecord>();
        sweep.Experiment().SetMaxModelToExplore(4).SetNeuralTrialRunner(new() { ConcurrentTrials = 2, Halving = null, TrialCompleted = trials.Add }).Run();
        Assert.IsTrue(trials.TrueForAll(trial => trial.End == TrialEnd.Completed));
    }

    [TestMethod]
    public void Run_MaximumOfTrials_IsKeptAndEachIsReportedOnceUnderItsNumber()
    {
        var monitor = new ResultKeeper();
        var trials = new List<TrialRecord>();
        new Sweep().Experiment().SetMaxModelToExplore(7).SetMonitor(monitor).SetNeuralTrialRunner(new() { ConcurrentTrials = 3, TrialCompleted = trials.Add }).Run();
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 7).ToList(), trials.ConvertAll(trial => trial.Trial));
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 7).ToList(), monitor.Results.ConvertAll(result => result.TrialSettings.TrialId));
        foreach (var result in monitor.Results)
        {
            Assert.AreEqual(((NeuralTrialResult)result).Record.Settings["e1"], result.TrialSettings.Parameter["_pipeline_"]["e1"].ToString());
        }
    }

    [TestMethod]
    public void Run_SideBySide_TrainsTheSameAsAlone()
    {
        var (alone, together) = (Records(1), Records(3));
        Assert.HasCount(5, together);
        foreach (var (one, other) in alone.OrderBy(trial => trial.Trial).Zip(together.OrderBy(trial => trial.Trial)))
        {
            Assert.AreEqual(one.Settings["e1"], other.Settings["e1"]);
            CollectionAssert.AreEqual(one.ValidationLosses.ToArray(), other.ValidationLosses.ToArray());
            Assert.AreEqual(one.Metric, other.Metric);
        }

        // The portfolio has five settings: what comes after depends on what has ended before.
        static List<TrialRecord> Records(int concurrent)
        {
            var trials = new List<TrialRecord>();
            new Sweep().Experiment().SetMaxModelToExplore(5).SetNeuralTrialRunner(new() { ConcurrentTrials = concurrent, Halving = null, TrialCompleted = trials.Add }).Run();
            return trials;
        }
    }

    [TestMethod]
    public void Run_OneTrialFails_IsReportedUnderItsOwnSettingsAndTheOthersGoOn()
    {
        var sweep = new Sweep();
        var monitor = new ResultKeeper { AllowsFailures = true };
        var trials = new List<TrialRecord>();
        var failing = new SweepableEstimator((_, _) => throw new InvalidOperationException("This one cannot."), new());
        sweep.Experiment(sweep.Context.Auto().NeuralRegression(sweep.Options, sweep.Space), failing).SetMaxModelToExplore(16).SetMonitor(monitor)
            .SetNeuralTrialRunner(new() { ConcurrentTrials = 3, Seed = 1, TrialCompleted = trials.Add }).Run();
        var failed = trials.Where(trial => trial.End == TrialEnd.Failed).ToList();
        Assert.IsNotEmpty(failed);
        Assert.IsTrue(failed.TrueForAll(trial => trial is { Pipeline: "e0 * e2", Error: "This one cannot." }));

        // What failed once is not tried again.
        Assert.HasCount(1, monitor.Failures);
        Assert.AreEqual(failed[0].Trial, monitor.Failures[0].TrialId);
        Assert.AreEqual("e0 * e2", monitor.Failures[0].Parameter["_pipeline_"]["_SCHEMA_"].AsType<string>());
        Assert.HasCount(16, monitor.Results.Select(result => result.TrialSettings.TrialId).Append(failed[0].Trial).ToHashSet());
    }

    [TestMethod]
    public void Run_AllTrialsFail_ThrowsAfterTheLastHasEnded()
    {
        var sweep = new Sweep();
        var running = 0;
        var failing = new SweepableEstimator(Fail, new());
        var experiment = sweep.Experiment(failing).SetMaxModelToExplore(50).SetNeuralTrialRunner(new() { ConcurrentTrials = 3 });
        var error = Assert.Throws<Exception>(experiment.Run);
        Assert.AreEqual("This one cannot.", (error.InnerException ?? error).Message);
        Assert.AreEqual(0, running);

        IEstimator<ITransformer> Fail(MLContext context, Parameter parameter)
        {
            Interlocked.Increment(ref running);
            Thread.Sleep(20);
            Interlocked.Decrement(ref running);
            throw new InvalidOperationException("This one cannot.");
        }
    }

    [TestMethod]
    public async Task RunAsync_Cancelled_AllTrialsCountAndTheBestOfThemIsReturned()
    {
        using var meeting = new Barrier(3);
        using var cancellation = new CancellationTokenSource();
        var sweep = new Sweep();
        sweep.Options.MaximumEpochs = 1_000_000;
        sweep.Options.EarlyStopping = null;
        var epochs = 0;
        sweep.Options.EpochCompleted = epoch =>
        {
            Interlocked.Increment(ref epochs);
            if (epoch.Epoch == 3)
            {
                meeting.SignalAndWait(Long);
                cancellation.Cancel();
            }
        };
        var monitor = new ResultKeeper();
        var trials = new List<TrialRecord>();
        var result = await sweep.Experiment().SetMonitor(monitor)
            .SetNeuralTrialRunner(new() { ConcurrentTrials = 3, Halving = null, TrialCompleted = trials.Add }).RunAsync(cancellation.Token);
        var after = epochs;
        Assert.HasCount(3, trials);
        Assert.IsTrue(trials.TrueForAll(trial => trial is { End: TrialEnd.TimeUp, ValidationLosses.Count: >= 3 }));
        Assert.AreEqual(trials.Min(trial => trial.Metric), result.Metric);
        Assert.IsNotNull(result.Model);
        Assert.HasCount(3, monitor.Results);
        Assert.AreEqual(trials.Sum(trial => trial.ValidationLosses.Count), after);
    }

    [TestMethod]
    public async Task Run_MonitorThrows_NothingGoesOnRunning()
    {
        var sweep = new Sweep();
        var epochs = 0;
        using var begun = new ManualResetEventSlim();
        var brief = With(sweep.Options, _ => begun.Wait(Long));
        var endless = With(sweep.Options, _ =>
        {
            Interlocked.Increment(ref epochs);
            begun.Set();
        });
        (endless.MaximumEpochs, endless.EarlyStopping) = (1_000_000, null);
        var experiment = sweep.Experiment(sweep.Context.Auto().NeuralRegression(brief, sweep.Space), sweep.Context.Auto().NeuralRegression(endless, sweep.Space))
            .SetMonitor(new ResultKeeper { FailsAtTrial = 1 }).SetNeuralTrialRunner(new() { ConcurrentTrials = 2, Halving = null });
        var error = Assert.Throws<Exception>(experiment.Run);
        StringAssert.Contains((error.InnerException ?? error).Message, "The monitor cannot.");
        for (var (before, tries) = (-1, 0); before != epochs; tries++)
        {
            Assert.IsLessThan(60, tries, "The second trial goes on for ever.");
            before = epochs;
            await Task.Delay(1000);
        }
    }

    [TestMethod]
    public async Task RunAsync_CancelledInAComponentOfMLNet_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var sweep = new Sweep();
        var rows = sweep.Context.Data.LoadFromEnumerable(Endless());
        var endless = new SweepableEstimator((context, _) => new FittedOn(context.Transforms.NormalizeMeanVariance(nameof(House.Size)), rows), new());
        var experiment = sweep.Context.Auto().CreateExperiment()
            .SetPipeline(sweep.Featurizer.Append(endless).Append(sweep.Context.Auto().NeuralRegression(sweep.Options, sweep.Space)))
            .SetRegressionMetric(RegressionMetric.RootMeanSquaredError, nameof(House.Price))
            .SetDataset(sweep.Train, sweep.Validation)
            .SetTrainingTimeInSeconds(300)
            .SetNeuralTrialRunner(new() { ConcurrentTrials = 2 });
        await Assert.ThrowsExactlyAsync<TimeoutException>(() => experiment.RunAsync(cancellation.Token));

        IEnumerable<House> Endless()
        {
            for (var row = 0L; ; row++)
            {
                if (row == 10_000)
                {
                    cancellation.Cancel();
                }

                yield return new House { Size = row % 2 };
            }
        }
    }

    private static NeuralRegressionTrainer.Options With(NeuralRegressionTrainer.Options options, Action<EpochRecord> epochCompleted) => new()
    {
        LabelColumnName = options.LabelColumnName,
        MaximumEpochs = options.MaximumEpochs,
        NumberOfThreads = options.NumberOfThreads,
        Seed = options.Seed,
        EpochCompleted = epochCompleted,
    };

    [TestMethod]
    public void SetNeuralTrialRunner_NoTrialAtATime_NamesTheOptionAndTheRemedy()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => new Sweep().Experiment().SetNeuralTrialRunner(new() { ConcurrentTrials = 0 }));
        StringAssert.Contains(error.Message, "ConcurrentTrials is 0: it must be at least 1");
    }

    /// <summary>Learns from other data than it is given.</summary>
    private sealed class FittedOn(IEstimator<ITransformer> inner, IDataView data) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => inner.Fit(data);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }
}
