namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed class TrialRunnerTests
{
    [TestMethod]
    public void Run_Trials_ReportsEachWithItsCurveAndTheBestWins()
    {
        var trials = new List<TrialRecord>();
        var result = new Sweep().Experiment().SetMaxModelToExplore(6).SetNeuralTrialRunner(new() { Halving = null, TrialCompleted = trials.Add }).Run();
        Assert.HasCount(6, trials);
        Assert.AreEqual(trials.Min(trial => trial.Loss), result.Loss);
        Assert.IsTrue(trials.TrueForAll(trial => trial is { End: TrialEnd.Completed, ValidationLosses.Count: 4 }));
    }

    [TestMethod]
    public void Run_Portfolio_StartsWithTheTrainersDefault()
    {
        var trials = new List<TrialRecord>();
        new Sweep().Experiment().SetMaxModelToExplore(2).SetNeuralTrialRunner(new() { ConcurrentTrials = 1, TrialCompleted = trials.Add }).Run();
        StringAssert.Contains(trials[0].Settings["e1"], "\"Trunk\":\"BatchEnsemble\"");
        StringAssert.Contains(trials[0].Settings["e1"], "\"LearningRate\":0.002");
        StringAssert.Contains(trials[0].Settings["e1"], "\"NumericEncoding\":\"piecewiseLinear\"");
        StringAssert.Contains(trials[1].Settings["e1"], "\"Trunk\":\"Residual\"");
    }

    [TestMethod]
    public void Run_SuccessiveHalving_StopsTrialsThatAreBehind()
    {
        var trials = new List<TrialRecord>();
        var sweep = new Sweep();
        sweep.Options.MaximumEpochs = 9;
        sweep.Experiment().SetMaxModelToExplore(12)
            .SetNeuralTrialRunner(new() { Halving = new() { FirstRung = 1, ReductionFactor = 3 }, TrialCompleted = trials.Add }).Run();
        var pruned = trials.Where(trial => trial.End == TrialEnd.Pruned).ToList();
        Assert.IsNotEmpty(pruned);
        foreach (var trial in pruned)
        {
            var better = trials.Count(other => other.ValidationLosses.Count >= trial.ValidationLosses.Count
                && other.ValidationLosses.Take(trial.ValidationLosses.Count).Min() < trial.ValidationLosses.Min());
            Assert.IsGreaterThan(0, better);
        }
    }

    [TestMethod]
    public void Run_LosingTrials_KeepNoModel()
    {
        var monitor = new ResultKeeper();
        var result = new Sweep().Experiment().SetMaxModelToExplore(8).SetMonitor(monitor).SetNeuralTrialRunner(new() { Halving = null }).Run();
        Assert.HasCount(8, monitor.Results);
        Assert.IsTrue(monitor.Results.TrueForAll(trial => ((NeuralTrialResult)trial).Record.Metric.Equals(trial.Metric)));
        Assert.IsNotNull(result.Model);

        // The best before the last trial is freed when the next trial starts.
        Assert.IsTrue(monitor.Results.Count(trial => trial.Model is not null) <= 2);
    }

    [TestMethod]
    public async Task RunAsync_Cancelled_ReturnsTheBestSoFarAtOnce()
    {
        var sweep = new Sweep();
        sweep.Options.MaximumEpochs = 1_000_000;
        sweep.Options.EarlyStopping = null;
        using var cancellation = new CancellationTokenSource();
        var trials = new List<TrialRecord>();
        sweep.Options.EpochCompleted = epoch =>
        {
            if (epoch.Epoch == 3)
            {
                cancellation.Cancel();
            }
        };
        var result = await sweep.Experiment().SetNeuralTrialRunner(new() { ConcurrentTrials = 1, Halving = null, TrialCompleted = trials.Add }).RunAsync(cancellation.Token);
        Assert.IsNotNull(result.Model);
        Assert.AreEqual(TrialEnd.TimeUp, trials.Single().End);
        Assert.AreEqual(trials[0].Metric, result.Metric);
        Assert.HasCount(3, trials[0].ValidationLosses);
    }

    [TestMethod]
    public void Run_MetricIsNaN_CannotWin()
    {
        var trials = new List<TrialRecord>();
        var sweep = new Sweep();

        // Validation rows whose label never changes have no R squared.
        var constant = sweep.Context.Data.LoadFromEnumerable(House.Some(50, seed: 3).Select(house => { house.Price = 1; return house; }).Take(1).ToList());
        var experiment = sweep.Experiment().SetRegressionMetric(RegressionMetric.RSquared, nameof(House.Price)).SetDataset(sweep.Train, constant)
            .SetMaxModelToExplore(2).SetNeuralTrialRunner(new() { TrialCompleted = trials.Add });
        Assert.Throws<Exception>(experiment.Run);
        Assert.HasCount(2, trials);
        Assert.IsTrue(trials.TrueForAll(trial => trial.End == TrialEnd.NotANumber));
    }

    [TestMethod]
    public void Run_FeaturizerOfAllTrials_IsFittedOnce()
    {
        var fits = 0;
        var sweep = new Sweep();
        var counted = new Sweep { Featurizer = new CountingEstimator(sweep.Featurizer, () => fits++) };
        counted.Experiment().SetMaxModelToExplore(4).SetNeuralTrialRunner().Run();
        Assert.AreEqual(1, fits);
    }

    [TestMethod]
    public void Run_WithLog_ResumesWithoutTrainingAFinishedTrialAgain()
    {
        var folder = Directory.CreateTempSubdirectory("sweep-");
        try
        {
            var path = Path.Combine(folder.FullName, "trials.jsonl");
            var first = new Sweep().Experiment().SetMaxModelToExplore(7).SetNeuralTrialRunner(new() { LogPath = path, Halving = null }).Run();

            // A process that was killed may leave half a line.
            File.AppendAllText(path, "{\"Trial\":7,\"End\":\"Comp");
            var trials = new List<TrialRecord>();
            var sweep = new Sweep();
            var second = sweep.Experiment().SetMaxModelToExplore(3).SetNeuralTrialRunner(new() { LogPath = path, Halving = null, TrialCompleted = trials.Add }).Run();
            Assert.HasCount(2, trials);
            Assert.IsLessThanOrEqualTo(first.Loss, second.Loss);
            Assert.HasCount(9, File.ReadLines(path).Where(line => line.EndsWith('}')).ToHashSet(StringComparer.Ordinal));

            // The half line is gone: the sweep goes on a third time.
            Assert.HasCount(9, TrialLog.Load(path));
            var metrics = sweep.Context.Regression.Evaluate(second.Model.Transform(sweep.Validation), nameof(House.Price));
            Assert.AreEqual(second.Metric, metrics.RootMeanSquaredError, 1e-5);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void Run_OtherTrainerBesideTheNetworks_IsTriedToo()
    {
        var sweep = new Sweep();
        var trials = new List<TrialRecord>();
        var networks = sweep.Context.Auto().NeuralRegression(sweep.Options, sweep.Space);
        var other = new SweepableEstimator((context, _) => context.Regression.Trainers.NeuralNetwork(sweep.Options), new());
        var monitor = new ResultKeeper();
        sweep.Experiment(networks, other).SetMaxModelToExplore(20).SetMonitor(monitor)
            .SetNeuralTrialRunner(new() { StartsWithPortfolio = false, TrialCompleted = trials.Add }).Run();
        Assert.HasCount(20, monitor.Results);
        Assert.Contains(trial => trial.Pipeline == "e0 * e1", trials);
        Assert.Contains(trial => trial.Pipeline == "e0 * e2" && trial.ValidationLosses.Count == 0, trials);
    }

    [TestMethod]
    public void Run_WithoutMetric_SaysWhatToCall()
    {
        var sweep = new Sweep();
        var experiment = sweep.Context.Auto().CreateExperiment()
            .SetPipeline(sweep.Featurizer.Append(sweep.Context.Auto().NeuralRegression(sweep.Options, sweep.Space)))
            .SetDataset(sweep.Train, sweep.Validation).SetTrainingTimeInSeconds(60).SetNeuralTrialRunner();
        var error = Assert.Throws<Exception>(experiment.Run);
        StringAssert.Contains((error.InnerException ?? error).Message, "SetRegressionMetric");
    }
}
