using Microsoft.ML.SearchSpace.Option;

namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed class SweepableTrainerTests
{
    [TestMethod]
    public void NeuralRegression_AutoMLsOwnRunnerAndTuner_GivesAModelThatScores()
    {
        var sweep = new Sweep();
        var result = sweep.Experiment().SetMaxModelToExplore(3).Run();
        Assert.IsLessThan(1, result.Metric);
        var metrics = sweep.Context.Regression.Evaluate(result.Model.Transform(sweep.Validation), nameof(House.Price));
        Assert.AreEqual(result.Metric, metrics.RootMeanSquaredError, 1e-6);
    }

    [TestMethod]
    public void NeuralBinaryClassification_Sweep_ToldDearHousesFromCheapOnes()
    {
        var sweep = new Sweep();
        var trainer = sweep.Context.Auto().NeuralBinaryClassification(
            new NeuralBinaryTrainer.Options { LabelColumnName = nameof(House.IsDear), MaximumEpochs = 8, NumberOfThreads = 1, Seed = 1 }, sweep.Space);
        var features = sweep.Context.Transforms.TabularFeaturizer(nameof(House.IsDear), ignoredColumnNames: [nameof(House.Price), nameof(House.Class)], seed: 1);
        var result = sweep.Context.Auto().CreateExperiment()
            .SetPipeline(features.Append(trainer))
            .SetBinaryClassificationMetric(BinaryClassificationMetric.AreaUnderRocCurve, nameof(House.IsDear))
            .SetDataset(sweep.Train, sweep.Validation)
            .SetTrainingTimeInSeconds(300)
            .SetMaxModelToExplore(3)
            .SetNeuralTrialRunner()
            .Run();
        Assert.IsGreaterThan(0.9, result.Metric);
    }

    [TestMethod]
    public void NeuralMulticlassClassification_Sweep_ToldClassesApart()
    {
        var sweep = new Sweep();
        var trainer = sweep.Context.Auto().NeuralMulticlassClassification(
            new NeuralMulticlassTrainer.Options { LabelColumnName = nameof(House.Class), MaximumEpochs = 60, NumberOfThreads = 1, Seed = 1 }, sweep.Space);
        var features = sweep.Context.Transforms.TabularFeaturizer(nameof(House.Class), ignoredColumnNames: [nameof(House.Price), nameof(House.IsDear)], seed: 1)
            .Append(sweep.Context.Transforms.Conversion.MapValueToKey(nameof(House.Class)));
        var result = sweep.Context.Auto().CreateExperiment()
            .SetPipeline(features.Append(trainer))
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MacroAccuracy, nameof(House.Class))
            .SetDataset(sweep.Train, sweep.Validation)
            .SetTrainingTimeInSeconds(300)
            .SetMaxModelToExplore(3)
            .SetNeuralTrialRunner()
            .Run();
        Assert.IsGreaterThan(0.7, result.Metric);
    }

    [TestMethod]
    public void SearchSpace_SinglePoint_LeavesNothingToSweepAndDecidesTheNetwork()
    {
        var sweep = new Sweep();
        var space = new NeuralSearchSpace
        {
            Trunks = [SweptTrunk.Residual],
            Depths = [3],
            Widths = [24],
            EnsembleMembers = [2],
            Activations = new Dictionary<string, Activation>(StringComparer.Ordinal) { ["mish"] = Activation.Mish },
            Dropout = new SweepRange(0.25, 0.25),
            LearningRate = new SweepRange(0.01, 0.01),
            WeightDecay = new SweepRange(0.001, 0.001),
            TriesNoWeightDecay = false,
            BatchSizes = [64],
            EmbeddingSizes = new Dictionary<string, EmbeddingSize>(StringComparer.Ordinal) { ["three"] = EmbeddingSize.Fixed(3) },
            NumericEncodings = new Dictionary<string, NumericEncoding?>(StringComparer.Ordinal) { ["none"] = null },
        };
        var trainer = sweep.Context.Auto().NeuralRegression(sweep.Options, space);
        Assert.AreEqual(0, trainer.SearchSpace.FeatureSpaceDim);
        var model = sweep.Experiment(trainer).SetMaxModelToExplore(1).SetNeuralTrialRunner().Run().Model;
        var network = ((NeuralRegressionTransformer)((Microsoft.ML.Data.TransformerChain<ITransformer>)model).LastTransformer).Model;
        var trunk = (ResidualTrunk)network.Description.Trunk;
        CollectionAssert.AreEqual(new[] { 24, 24, 24 }, trunk.Widths.ToArray());
        Assert.AreEqual(Activation.Mish, trunk.Activation);
        Assert.AreEqual<Dropout>(0.25f, trunk.Dropout);
        Assert.AreEqual(0.01, network.TrainingHistory.Epochs[0].LearningRate, 1e-6);
        Assert.AreEqual(3, network.GetEmbedding(nameof(House.District)).Dimension);
    }

    [TestMethod]
    public void NeuralRegression_SparseFeatures_TrainsWhatCanReadThem()
    {
        var sweep = new Sweep();
        sweep.Options.MaximumEpochs = 20;
        var space = new NeuralSearchSpace
        {
            Trunks = [SweptTrunk.BatchEnsemble],
            Widths = [16],
            Depths = [1],
            BatchSizes = [32],
            LearningRate = new SweepRange(0.01, 0.02),
            NumericEncodings = new Dictionary<string, NumericEncoding?>(StringComparer.Ordinal) { ["piecewiseLinear"] = new PiecewiseLinearEncoding() },
        };
        var result = sweep.Context.Auto().CreateExperiment()
            .SetPipeline(sweep.Context.Transforms.CopyColumns("Paid", nameof(SparseHouse.Price)).Append(sweep.Context.Auto().NeuralRegression(sweep.Options, space)))
            .SetRegressionMetric(RegressionMetric.RootMeanSquaredError, nameof(SparseHouse.Price))
            .SetDataset(sweep.Context.Data.LoadFromEnumerable(SparseHouse.Some(300, seed: 1)), sweep.Context.Data.LoadFromEnumerable(SparseHouse.Some(100, seed: 2)))
            .SetTrainingTimeInSeconds(300)
            .SetMaxModelToExplore(2)
            .SetNeuralTrialRunner()
            .Run();
        Assert.IsLessThan(0.2, result.Metric);
    }

    [TestMethod]
    public void SearchSpace_LearningRate_IsUniformInTheLogarithm()
    {
        var rate = (UniformDoubleOption)new MLContext().Auto().NeuralRegression(searchSpace: new() { LearningRate = new(1e-4, 1e-2) }).SearchSpace["LearningRate"];
        Assert.AreEqual(1e-3, rate.SampleFromFeatureSpace([0.5]).AsType<double>(), 1e-9);
    }

    [TestMethod]
    public void ForRows_MoreRows_LargerNetworksAndBatches()
    {
        var (few, many) = (NeuralSearchSpace.ForRows(500), NeuralSearchSpace.ForRows(1_000_000));
        Assert.IsLessThan(many.Widths[^1], few.Widths[^1]);
        Assert.IsLessThan(many.BatchSizes[0], few.BatchSizes[0]);
        Assert.IsLessThan(many.Depths[^1], few.Depths[^1]);
    }

    [TestMethod]
    public void NeuralRegression_EmptyList_NamesThePropertyAndTheRemedy()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => new MLContext().Auto().NeuralRegression(searchSpace: new() { Depths = [] }));
        StringAssert.Contains(error.Message, "Depths is empty: give at least one value.");
    }

    [TestMethod]
    public void NeuralRegression_DescendingRange_NamesThePropertyAndItsBounds()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => new MLContext().Auto().NeuralRegression(searchSpace: new() { Dropout = new(0.5, 0.1) }));
        StringAssert.Contains(error.Message, "Dropout is from 0.5 to 0.1");
    }
}
