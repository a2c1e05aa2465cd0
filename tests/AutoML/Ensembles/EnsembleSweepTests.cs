using Microsoft.ML.Data;

namespace NeuralTrainers.AutoML.Tests;

/// <summary>Sweeps whose result is an ensemble.</summary>
[TestClass]
public sealed class EnsembleSweepTests
{
    [TestMethod]
    public void Run_Ensemble_IsBetterThanTheBestTrialAndEvaluatesAsReported()
    {
        var trials = new List<TrialRecord>();
        var sweep = new Sweep();
        SweepableEstimator[] trainers = [Shifted(0.3f), Shifted(-0.3f)];

        var result = (NeuralTrialResult)sweep.Experiment(trainers).SetMaxModelToExplore(4).SetNeuralTrialRunner(new() { Ensemble = new(), TrialCompleted = trials.Add }).Run();

        Assert.HasCount(2, trials);
        Assert.IsLessThan(0.5 * trials.Min(trial => trial.Loss), result.Loss);
        Assert.AreEqual(result.Loss, result.Metric);
        Assert.AreEqual(trials.Min(trial => trial.Loss), result.Record.Loss);
        Assert.AreEqual(result.Metric, Rmse(sweep, result.Model), 1e-6);

        // All networks read the features of one featurizer.
        var steps = (TransformerChain<ITransformer>)result.Model;
        Assert.IsInstanceOfType<TabularFeaturizerTransformer>(steps.First());
        Assert.IsTrue(((EnsembleTransformer)steps.LastTransformer).Model.All(member => member.Transformer is NeuralRegressionTransformer));

        SweepableEstimator Shifted(float shift) => new((_, _) => new ShiftedEstimator(sweep, shift), new());
    }

    [TestMethod]
    public void Run_TrialsInTheLogAndTuner_KnowTheirOwnLoss()
    {
        var monitor = new LossKeeper();
        Experiment(new Sweep(), 10).SetMonitor(monitor).SetNeuralTrialRunner(new() { Ensemble = new(), Halving = null }).Run();

        Assert.HasCount(10, monitor.Results);
        Assert.IsTrue(monitor.Results.TrueForAll(trial => trial.Reported.Equals(Math.Max(trial.Result.Record.Loss, trial.BestBefore))));
    }

    [TestMethod]
    public void Run_SeveralConcurrentTrials_KeepsOneModelBesidesTheCandidates()
    {
        var monitor = new ResultKeeper();
        var result = Experiment(new Sweep(), 10).SetMonitor(monitor)
            .SetNeuralTrialRunner(new() { Ensemble = new() { Candidates = 2 }, Halving = null, ConcurrentTrials = 3 }).Run();

        Assert.IsNotNull(result.Model);
        Assert.IsLessThanOrEqualTo(2, monitor.Results.Count(trial => trial.Model is not null));
    }

    [TestMethod]
    public void Run_WithLog_ResumesWithTheModelsOfTheEarlierRun()
    {
        var folder = Directory.CreateTempSubdirectory("sweep-");
        try
        {
            var path = Path.Combine(folder.FullName, "trials.jsonl");
            var first = Experiment(new Sweep(), 8).SetNeuralTrialRunner(Options()).Run();
            Assert.HasCount(3, Directory.GetFiles(path + ".models"));
            var context = new MLContext();
            var sweep = new Sweep();
            Assert.AreEqual(first.Metric, Rmse(sweep, context.Model.Load(path + ".best.zip", out _)), 1e-5);

            var trials = new List<TrialRecord>();
            var options = Options();
            options.TrialCompleted = trials.Add;
            var second = Experiment(sweep, 2).SetNeuralTrialRunner(options).Run();

            Assert.HasCount(1, trials);
            Assert.IsLessThanOrEqualTo(first.Loss + 1e-5, second.Loss);
            Assert.AreEqual(second.Metric, Rmse(sweep, second.Model), 1e-5);
            Assert.HasCount(3, Directory.GetFiles(path + ".models"));

            // Without the option the sweep's best trial comes back, not the ensemble.
            options = Options();
            options.Ensemble = null;
            var third = (NeuralTrialResult)Experiment(sweep, 1).SetNeuralTrialRunner(options).Run();
            Assert.AreEqual(TrialLog.Load(path).Min(trial => trial.Loss), third.Loss, 1e-5);
            Assert.AreEqual(third.Metric, Rmse(sweep, third.Model), 1e-5);

            NeuralSweepOptions Options() => new() { Ensemble = new() { Candidates = 3 }, LogPath = path, Halving = null };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    [DataRow(1, 10, "MaximumMembers is 1")]
    [DataRow(20, 1, "Candidates is 1")]
    public void SetNeuralTrialRunner_EnsembleOutOfRange_NamesTheOption(int members, int candidates, string message)
    {
        var options = new NeuralSweepOptions { Ensemble = new() { MaximumMembers = members, Candidates = candidates } };

        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new Sweep().Experiment().SetNeuralTrialRunner(options)).Message, message);
    }

    private static AutoMLExperiment Experiment(Sweep sweep, int trials) => sweep.Experiment().SetMaxModelToExplore(trials);

    private static double Rmse(Sweep sweep, ITransformer model) =>
        sweep.Context.Regression.Evaluate(model.Transform(sweep.Validation), nameof(House.Price)).RootMeanSquaredError;

    private sealed class LossKeeper : IMonitor
    {
        private double _best = double.MinValue;

        public List<(NeuralTrialResult Result, double Reported, double BestBefore)> Results { get; } = [];

        // A trial without a model is reported with the loss of the best at least, so that AutoML does not take it for the best.
        public void ReportCompletedTrial(TrialResult result)
        {
            Results.Add(((NeuralTrialResult)result, result.Loss, result.Model is null ? _best : double.MinValue));
        }

        public void ReportBestTrial(TrialResult result) => _best = ((NeuralTrialResult)result).Record.Loss;

        public void ReportFailTrial(TrialSettings settings, Exception? exception = null) => Assert.Fail($"Trial {settings.TrialId} failed: {exception}");

        public void ReportRunningTrial(TrialSettings settings)
        {
            // Only ends are of interest.
        }
    }
}
