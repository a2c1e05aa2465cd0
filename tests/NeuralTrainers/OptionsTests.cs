namespace NeuralTrainers.Tests;

[TestClass]
public class OptionsTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Trainers => TrainerCase.All;

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void NeuralNetwork_OptionOutOfRange_NamesOptionAndValue(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        AssertMessage(o => o.LearningRate = 0, "LearningRate", "0");
        AssertMessage(o => o.LearningRate = float.NaN, "LearningRate", "NaN");
        AssertMessage(o => o.WeightDecay = -1, "WeightDecay", "-1");
        AssertMessage(o => o.GradientClipNorm = 0, "GradientClipNorm", "0");
        AssertMessage(o => o.GradientClipValue = 0, "GradientClipValue", "0");
        AssertMessage(o => o.L1Penalty = -1, "L1Penalty", "-1");
        AssertMessage(o => o.MaximumNorm = 0, "MaximumNorm", "0");
        AssertMessage(o => o.Checkpoint = new Checkpoint { Path = " " }, "Checkpoint.Path", "empty");
        AssertMessage(o => o.BatchSize = 0, "BatchSize", "0");
        AssertMessage(o => o.MaximumEpochs = 0, "MaximumEpochs", "0");
        AssertMessage(o => o.ValidationFraction = 1, "ValidationFraction", "1");
        AssertMessage(o => o.NumberOfThreads = 0, "NumberOfThreads", "0");
        AssertMessage(o => o.Device = (TrainingDevice)9, "Device", "9");
        AssertMessage(o => o.MatrixPrecision = (MatrixPrecision)9, "MatrixPrecision", "9");
        AssertMessage(o => o.EarlyStopping = new EarlyStopping { Patience = 0 }, "Patience", "0");
        AssertMessage(o => o.Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [0] } }, "Widths", "0");
        AssertMessage(o => o.Network = new NetworkArchitecture { Trunk = new MlpTrunk { Dropout = 1 } }, "Dropout", "1");
        AssertMessage(o => o.Loss = null!, "Loss", "null");
        AssertMessage(o => o.Optimizer = null!, "Optimizer", "null");
        AssertMessage(o => o.LearningRateSchedule = null!, "LearningRateSchedule", "null");
        AssertMessage(o => o.LabelColumnName = null!, "LabelColumnName", "null");
        AssertMessage(o => o.LabelColumnName = string.Empty, "LabelColumnName", "empty");
        AssertMessage(o => o.Embeddings = null!, "Embeddings", "null");
        AssertMessage(o => o.EmbeddingSize = null!, "EmbeddingSize", "null");

        void AssertMessage(Action<NeuralNetworkOptions> change, string option, string value)
        {
            var message = Assert.Throws<ArgumentException>(() => trainer.Create(_context, change)).Message;
            Assert.Contains(option, message);
            Assert.Contains(value, message);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void NeuralNetwork_ColumnWithTwoRoles_NamesIt(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        AssertMessage(o => o.FeatureColumnName = o.LabelColumnName, trainer.Label);
        AssertMessage(o => o.CategoricalColumnNames = [o.LabelColumnName], trainer.Label);
        AssertMessage(o => o.ExampleWeightColumnName = o.LabelColumnName, trainer.Label);
        AssertMessage(o => o.CategoricalColumnNames = ["CityKey", "CityKey"], "CityKey");
        AssertMessage(o => o.FeatureColumnName = "CityKey", "CityKey");

        void AssertMessage(Action<NeuralNetworkOptions> change, string column) =>
            Assert.Contains($"'{column}'", Assert.Throws<ArgumentException>(() => trainer.Create(_context, change)).Message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void NeuralNetwork_NoInput_SaysSo(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);

        var exception = Assert.Throws<ArgumentException>(() => trainer.Create(_context, options =>
        {
            (options.FeatureColumnName, options.CategoricalColumnNames) = (null, []);
            if (options is DualBlockMulticlassTrainer.Options dualBlock)
            {
                dualBlock.PreviousIsFeature = false;
            }
        }));

        Assert.Contains("FeatureColumnName", exception.Message);
        Assert.Contains("CategoricalColumnNames", exception.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void NeuralNetwork_EmbeddingOfAnotherColumn_NamesIt(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);

        var exception = Assert.Throws<ArgumentException>(
            () => trainer.Create(_context, o => o.Embeddings = new Dictionary<string, EmbeddingOptions> { ["Town"] = new() }));

        Assert.Contains("'Town'", exception.Message);
    }

    [TestMethod]
    public void NeuralNetwork_LossOfAnotherTask_NamesBoth()
    {
        var message = Assert.Throws<ArgumentException>(() => TrainerCase.Binary.Create(_context, o => o.Loss = new HuberLoss())).Message;

        Assert.Contains("HuberLoss", message);
        Assert.Contains("Binary", message);
    }

    [TestMethod]
    public void ByValue_WeightNotAboveZero_NamesClassAndWeight()
    {
        var message = Assert.Throws<ArgumentOutOfRangeException>(
            () => ClassWeights.ByValue(new Dictionary<string, float> { ["a"] = 0 })).Message;

        Assert.Contains("'a'", message);
    }

    [TestMethod]
    public void NeuralNetwork_SimpleOverload_TakesItsArguments()
    {
        var data = People.Data(_context, People.Make(20));

        var transformer = _context.Regression.Trainers.NeuralNetwork(
            "Income", null, "Weight", ["CityKey"], maximumEpochs: 2, learningRate: 0.005f).Fit(data);

        Assert.HasCount(2, transformer.Model.TrainingHistory.Epochs);
        Assert.AreEqual(0.005f, (float)transformer.Model.TrainingHistory.Epochs[0].LearningRate);
        Assert.IsNull(transformer.FeatureColumnName);
        Assert.HasCount(1, transformer.Model.Description.Input.Embeddings);
    }
}
