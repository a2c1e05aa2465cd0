using Microsoft.ML.Runtime;

namespace NeuralTrainers.Tests;

/// <summary>Seeds, the forms of Fit, cancellation, logging.</summary>
[TestClass]
public class TrainingTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Trainers => TrainerCase.All;

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_TwiceByOneEstimator_GivesTheSameModelAndKeepsTheOptions(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(300));
        var options = trainer.Options(
            o => o.Embeddings = new Dictionary<string, EmbeddingOptions> { ["CityKey"] = new() { Dimension = 2 } });
        var before = Describe(options);
        var estimator = trainer.Create(_context, options);

        var first = estimator.Fit(data);
        var second = estimator.Fit(data);

        CollectionAssert.AreEqual(Scores.Weights(first), Scores.Weights(second));
        Assert.AreEqual(before, Describe(options));

        static string Describe(NeuralNetworkOptions options) =>
            string.Join("; ", options.GetType().GetProperties().Select(p => $"{p.Name} = {p.GetValue(options)}"));
    }

    public static IEnumerable<object[]> TrainingOptions =>
    [
        [(Action<NeuralNetworkOptions>)(options => options.L1Penalty = 0.01f)],
        [(Action<NeuralNetworkOptions>)(options => options.GradientClipValue = 1e-3f)],
        [(Action<NeuralNetworkOptions>)(options => options.MaximumNorm = 0.1f)],
        [(Action<NeuralNetworkOptions>)(options => options.Augmentation = new Augmentation { SwapNoise = 0.2f })],
        [(Action<NeuralNetworkOptions>)(options => options.Pruning = new MagnitudePruning())],
        [(Action<NeuralNetworkOptions>)(options => options.WeightAveraging = null)],
    ];

    [TestMethod]
    [DynamicData(nameof(TrainingOptions))]
    public void Fit_OptionOfTraining_ReachesTheNetwork(Action<NeuralNetworkOptions> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var data = People.Data(_context, People.Make(300));

        var plain = TrainerCase.Regression.Fit(data);
        var changed = TrainerCase.Regression.Fit(data, set);

        CollectionAssert.AreNotEqual(Scores.Weights(plain), Scores.Weights(changed));
    }

    [TestMethod]
    public void Fit_InterruptedWithCheckpoint_GoesOnToTheSameModel()
    {
        using var cancellation = new CancellationTokenSource();
        var folder = Directory.CreateTempSubdirectory("neuraltrainers-");
        try
        {
            var data = People.Data(_context, People.Make(300));
            var checkpoint = new Checkpoint { Path = Path.Combine(folder.FullName, "run.zip") };
            TrainerCase.Regression.Fit(data, options =>
            {
                options.Checkpoint = checkpoint;
                options.CancellationToken = cancellation.Token;
                options.EpochCompleted = _ => cancellation.Cancel();
            });

            var epochs = new List<int>();
            var resumed = TrainerCase.Regression.Fit(data, options =>
            {
                options.Checkpoint = checkpoint;
                options.EpochCompleted = epoch => epochs.Add(epoch.Epoch);
            });

            Assert.AreEqual(2, epochs[0]);
            CollectionAssert.AreEqual(Scores.Weights(TrainerCase.Regression.Fit(data)), Scores.Weights(resumed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_OptionsChangedAfterwards_HaveNoEffect(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var options = trainer.Options();
        var estimator = trainer.Create(_context, options);
        options.LabelColumnName = "Nothing";
        options.MaximumEpochs = 1;

        Assert.HasCount(3, estimator.Fit(People.Data(_context, People.Make(50))).Model.TrainingHistory.Epochs);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_SameSeedAnyNumberOfThreads_GivesBitIdenticalWeights(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(600));

        var one = trainer.Fit(data, options => options.NumberOfThreads = 1);
        var three = trainer.Fit(data, options => options.NumberOfThreads = 3);

        CollectionAssert.AreEqual(Scores.Weights(one), Scores.Weights(three));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_OtherOrNoSeed_GivesOtherWeights(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(50));

        var one = Scores.Weights(trainer.Fit(data));
        var two = Scores.Weights(trainer.Fit(data, options => options.Seed = 2));
        var none = Scores.Weights(trainer.Fit(data, options => options.Seed = null));
        var noneAgain = Scores.Weights(trainer.Fit(data, options => options.Seed = null));

        CollectionAssert.AreNotEqual(one, two);
        CollectionAssert.AreNotEqual(none, noneAgain);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_SeedOfTheContextOnly_GivesTheSameModel(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(50));

        var first = trainer.Create(new MLContext(5), options => options.Seed = null).Fit(data);
        var second = trainer.Create(new MLContext(5), options => options.Seed = null).Fit(data);
        var other = trainer.Create(new MLContext(6), options => options.Seed = null).Fit(data);

        CollectionAssert.AreEqual(Scores.Weights(first), Scores.Weights(second));
        CollectionAssert.AreNotEqual(Scores.Weights(first), Scores.Weights(other));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_WithValidationData_ReportsItsLossAndTrainsOnAllRows(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var messages = new List<string>();
        _context.Log += (_, e) => messages.Add(e.RawMessage);

        var model = TrainerCase.Fit(
            trainer.Create(_context), People.Data(_context, People.Make(300)), People.Data(_context, People.Make(40, seed: 2)), null).Model;

        Assert.IsTrue(model.TrainingHistory.Epochs.All(epoch => epoch.ValidationLoss is not null));
        Assert.Contains("300 training rows and 40 validation rows.", messages);
    }

    [TestMethod]
    [DataRow(199, null, 0)]
    [DataRow(200, null, 20)]
    [DataRow(100, 0.25f, 25)]
    [DataRow(300, 0f, 0)]
    [DataRow(2, 0.01f, 1)]
    public void Fit_WithoutValidationData_KeepsSomeRows(int rows, float? fraction, int expected)
    {
        var messages = new List<string>();
        _context.Log += (_, e) => messages.Add(e.RawMessage);

        TrainerCase.Regression.Create(_context, options => options.ValidationFraction = fraction).Fit(
            People.Data(_context, People.Make(rows)));

        Assert.Contains($"{rows - expected} training rows and {expected} validation rows.", messages);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_FromPreviousModel_GoesOnFromItsWeights(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(300));
        var first = trainer.Fit(data, options => options.MaximumEpochs = 20);

        var tiny = trainer.Create(_context, options => (options.MaximumEpochs, options.LearningRate, options.WeightDecay) = (1, 1e-12f, 0));
        var second = TrainerCase.Fit(tiny, data, null, first.Model);

        CollectionAssert.AreEqual(Scores.Weights(first), Scores.Weights(second));
        Assert.AreSame(first.Model.Description.Input, second.Model.Description.Input);
        Assert.AreEqual(first.Model.Description.Heads[0].TargetMean, second.Model.Description.Heads[0].TargetMean);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_FromAModelOfOtherColumns_Throws(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(50));
        var other = trainer.Fit(data, options => options.CategoricalColumnNames = []);

        var exception = Assert.Throws<ArgumentException>(() => TrainerCase.Fit(trainer.Create(_context), data, null, other.Model));

        Assert.Contains("previous model", exception.Message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_FromAModelOfOtherKeys_Throws(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(50));
        var first = trainer.Fit(data);
        var renamed = People.Make(50);
        Array.ForEach(renamed, person => person.City = $"{person.City} town");
        var others = People.Data(_context, renamed);
        var otherKeys = _context.Transforms.Conversion.MapValueToKey("CityKey", "City").Fit(others).Transform(others);

        Assert.Contains(
            "same keys",
            Assert.Throws<ArgumentException>(() => TrainerCase.Fit(trainer.Create(_context), otherKeys, null, first.Model)).Message);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_EachEpoch_CallsBackAndLogsALine(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var epochs = new List<int>();
        var lines = new List<string>();
        _context.Log += (_, e) =>
        {
            if (e.Kind == ChannelMessageKind.Info && e.RawMessage.StartsWith("Epoch ", StringComparison.Ordinal))
            {
                lines.Add(e.RawMessage);
            }
        };

        var model = trainer.Create(_context, options => options.EpochCompleted = record => epochs.Add(record.Epoch)).Fit(
            People.Data(_context, People.Make(300)));

        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, epochs);
        Assert.HasCount(3, lines);
        Assert.Contains("validation loss", lines[0]);
        Assert.HasCount(3, model.Model.TrainingHistory.Epochs);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_CancelledBeforeTheFirstEpoch_Throws(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(50));

        Assert.Throws<OperationCanceledException>(
            () => trainer.Fit(data, options => options.CancellationToken = new CancellationToken(canceled: true)));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Fit_CancelledAfterAnEpoch_KeepsTheBestModel(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(50));
        using var source = new CancellationTokenSource();

        var transformer = trainer.Fit(data, options =>
        {
            options.MaximumEpochs = 1000;
            options.CancellationToken = source.Token;
            options.EpochCompleted = record => Cancel(source, record.Epoch == 2);
        });

        Assert.AreEqual(StopReason.Cancelled, transformer.Model.TrainingHistory.StopReason);
        Assert.HasCount(2, transformer.Model.TrainingHistory.Epochs);
        Assert.IsTrue(Scores.Of(transformer.Transform(data)).All(float.IsFinite));

        static void Cancel(CancellationTokenSource source, bool now)
        {
            if (now)
            {
                source.Cancel();
            }
        }
    }

    [TestMethod]
    public void Fit_LearningRateFarTooHigh_StopsAndSaysWhatToLower()
    {
        var messages = new List<LoggingEventArgs>();
        _context.Log += (_, e) => messages.Add(e);
        var data = People.Data(_context, People.Make(300));

        var transformer = TrainerCase.Regression.Create(_context, options =>
        {
            options.Optimizer = new Sgd();
            options.LearningRate = 1e20f;
            options.GradientClipNorm = null;
            options.MaximumEpochs = 50;
        }).Fit(data);

        var history = transformer.Model.TrainingHistory;
        Assert.AreEqual(StopReason.Diverged, history.StopReason);
        Assert.Contains("learning rate", history.Message);
        Assert.Contains("epoch", history.Message);
        Assert.IsTrue(messages.Any(message => message.Kind == ChannelMessageKind.Warning && message.RawMessage == history.Message));
        Assert.IsTrue(Scores.Of(transformer.Transform(data)).All(float.IsFinite));
    }
}
