using Microsoft.ML.SearchSpace;
using MLSearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed class TunerTests
{
    [TestMethod]
    public void Propose_ManyBeforeAnyResult_AllDiffer()
    {
        var tuner = Tuner(new Sweep().Space, seed: 1);
        var proposals = Enumerable.Range(0, 40).Select(trial => tuner.Propose(new() { TrialId = trial })).ToList();
        Assert.HasCount(40, proposals.Select(Text).ToHashSet(StringComparer.Ordinal));
    }

    [TestMethod]
    public void Propose_SeveralThreads_AllDiffer()
    {
        var tuner = Tuner(new Sweep().Space, seed: 1);
        var proposals = new string[80];
        Parallel.For(0, proposals.Length, trial =>
        {
            var settings = new TrialSettings { TrialId = trial };
            settings.Parameter = tuner.Propose(settings);
            proposals[trial] = Text(settings.Parameter);
            tuner.Update(new() { TrialSettings = settings, Loss = trial });
        });
        Assert.HasCount(80, proposals.ToHashSet(StringComparer.Ordinal));
    }

    [TestMethod]
    public void Propose_SameSeedAndResults_SameProposals()
    {
        CollectionAssert.AreEqual(Proposals(seed: 1), Proposals(seed: 1));
        CollectionAssert.AreNotEqual(Proposals(seed: 1), Proposals(seed: 2));

        static List<string> Proposals(int seed)
        {
            var tuner = Tuner(new Sweep().Space, seed);
            return [.. Enumerable.Range(0, 30).Select(trial =>
            {
                var settings = new TrialSettings { TrialId = trial };
                settings.Parameter = tuner.Propose(settings);
                tuner.Update(new() { TrialSettings = settings, Loss = Math.Sin(trial) });
                return Text(settings.Parameter);
            })];
        }
    }

    [TestMethod]
    public void Propose_NoWeightDecay_ItsRateIsNotASettingOfItsOwn()
    {
        var tuner = Tuner(new Sweep().Space, seed: 1);
        var networks = Enumerable.Range(0, 60).Select(trial => tuner.Propose(new() { TrialId = trial })["_pipeline_"]["e1"]).ToList();
        var without = networks.Where(network => !network["DecaysWeights"].AsType<bool>()).ToList();
        Assert.IsGreaterThan(1, without.Count);
        Assert.HasCount(1, without.Select(network => network["WeightDecay"].AsType<double>()).ToHashSet());
        Assert.IsGreaterThan(1, networks.Except(without).Select(network => network["WeightDecay"].AsType<double>()).Distinct().Count());
    }

    [TestMethod]
    public void Run_SpaceOfFewPoints_TrainsEachOnceAndGoesOnWithoutTraining()
    {
        var trials = new List<TrialRecord>();
        var monitor = new ResultKeeper();
        var sweep = new Sweep();
        sweep.Options.MaximumEpochs = 1;

        // More trials could run side by side than there are points.
        var result = sweep.Experiment(sweep.Context.Auto().NeuralRegression(sweep.Options, FewPoints())).SetMaxModelToExplore(15).SetMonitor(monitor)
            .SetNeuralTrialRunner(new() { Seed = 1, ConcurrentTrials = 16, TrialCompleted = trials.Add }).Run();
        Assert.HasCount(15, monitor.Results);
        Assert.HasCount(12, trials);
        Assert.HasCount(12, trials.Select(trial => trial.Settings["e1"]).ToHashSet(StringComparer.Ordinal));
        Assert.AreEqual(trials.Min(trial => trial.Loss), result.Loss);
        Assert.IsNotNull(result.Model);
    }

    // Two trunks by two widths by three batch sizes; nothing else varies.
    private static NeuralSearchSpace FewPoints() => new()
    {
        Trunks = [SweptTrunk.Mlp, SweptTrunk.Residual],
        Depths = [1],
        Widths = [8, 16],
        BatchSizes = [32, 64, 128],
        Activations = new Dictionary<string, Activation>(StringComparer.Ordinal) { ["relu"] = Activation.Relu },
        Dropout = new(0.1, 0.1),
        LearningRate = new(0.01, 0.01),
        WeightDecay = new(0.01, 0.01),
        TriesNoWeightDecay = false,
        EmbeddingSizes = new Dictionary<string, EmbeddingSize>(StringComparer.Ordinal) { ["fastai"] = EmbeddingSize.Fastai },
        NumericEncodings = new Dictionary<string, NumericEncoding?>(StringComparer.Ordinal) { ["none"] = null },
    };

    private static NeuralTuner Tuner(NeuralSearchSpace space, int seed)
    {
        var sweep = new Sweep();
        var pipeline = sweep.Featurizer.Append(sweep.Context.Auto().NeuralRegression(sweep.Options, space));
        var all = new MLSearchSpace { ["_pipeline_"] = pipeline.SearchSpace };
        return new NeuralTuner(new SweptSpace(all, pipeline), pipeline, new SweepState(new()), seed);
    }

    private static string Text(Parameter parameter) => parameter["_pipeline_"]["e1"].ToString();
}
