namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class CheckpointTests
{
    private string _folder = string.Empty;

    [TestInitialize]
    public void Initialize() => _folder = Directory.CreateTempSubdirectory("checkpoint-tests").FullName;

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    public static IEnumerable<object[]> Settings()
    {
        var settings = Tables.Settings(epochs: 7) with { BatchSize = 50, WeightDecay = 0.01f };
        yield return [settings, true];
        yield return [settings with { Optimizer = new Sgd(), GradientClipNorm = 1 }, false];
        yield return [settings with { Optimizer = new RmsProp { Momentum = 0.5f }, LearningRateSchedule = new PlateauSchedule { Patience = 0 } }, true];
        yield return [settings with { Optimizer = new Lbfgs { History = 3 } }, false];
        yield return
        [
            settings with
            {
                WeightAveraging = new ExponentialAveraging(),
                Pruning = new MagnitudePruning { Start = 0.1f, End = 0.7f },
                LearningRateSchedule = new OneCycleSchedule(),
                Augmentation = new Augmentation { Mixup = 0.2f, NumericNoise = 0.1f, SwapNoise = 0.1f },
            },
            true,
        ];
        yield return [settings with { WeightAveraging = new StochasticAveraging { Start = 0.3f } }, true];
        yield return [settings with { WeightAveraging = new StochasticAveraging { Start = 0.3f } }, false];
    }

    [TestMethod]
    [DynamicData(nameof(Settings))]
    public void Train_InterruptedAndResumed_SameWeightsBitForBitAsUninterrupted(TrainingSettings settings, bool withValidation)
    {
        var description = Tables.Describe(6, [5, 9], new SquaredLoss(), new MlpTrunk { Widths = [20, 10], Dropout = 0.2f }, standardize: true);
        var table = Tables.Make(320, 6, [5, 9], (x, c) => x[0] + c[0]);
        var validation = withValidation ? Tables.Make(100, 6, [5, 9], (x, c) => x[0] + c[0], seed: 2) : null;
        AssertResumes(description, table, validation, settings);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Train_LargeTablesInterruptedAndResumed_SameWeightsBitForBit(bool averages)
    {
        var description = new NetworkDescription
        {
            Input = new InputDescription
            {
                Embeddings = [new EmbeddingDescription { Column = "c", Table = "c", Cardinality = 20_000, Dimension = 8 }],
            },
            Trunk = new MlpTrunk { Widths = [8], Dropout = 0 },
            Heads = [new HeadDescription { Name = "y", OutputCount = 1, Loss = new SquaredLoss() }],
        };
        var settings = Tables.Settings(epochs: 5) with { WeightDecay = 0.01f, WeightAveraging = averages ? new ExponentialAveraging() : null };
        AssertResumes(description, Tables.Make(640, 0, [20_000], (_, c) => c[0] % 3), null, settings);
    }

    [TestMethod]
    public void Train_BatchNormalizationInterruptedAndResumed_SameWeightsBitForBit()
    {
        var trunk = new MlpTrunk { Widths = [12], Normalization = new BatchNormalization() };
        var table = Tables.Make(200, 4, [], (x, _) => x[0] * x[1]);
        AssertResumes(
            Tables.Describe(4, [], new SquaredLoss(), trunk), table, table, Tables.Settings(epochs: 5) with { WeightAveraging = new ExponentialAveraging() });
    }

    [TestMethod]
    [DataRow("uncertainty")]
    [DataRow("gradNorm")]
    [DataRow("movingAverage")]
    public void Train_SeveralHeadsInterruptedAndResumed_SameWeightsBitForBit(string weighting)
    {
        var description = Tables.Describe(3, [], new SquaredLoss()) with
        {
            Heads =
            [
                new HeadDescription { Name = "number", OutputCount = 1, Loss = new SquaredLoss() },
                new HeadDescription { Name = "sign", OutputCount = 1, Loss = new BinaryCrossEntropyLoss() },
            ],
        };
        var batch = new Batch(TableShape.Of(description, withTargets: true), 200);
        var random = new RandomStream(6, 6);
        for (var row = 0; row < 200; row++)
        {
            batch.AddRow();
            batch.NumericRow(row)[0] = random.NextGaussian();
            batch.TargetRow(row)[0] = 10 * batch.NumericRow(row)[0];
            batch.TargetRow(row)[1] = batch.NumericRow(row)[0] > 0 ? 1 : 0;
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        AssertResumes(description, table, table, Tables.Settings(epochs: 6) with
        {
            LossWeighting = weighting switch
            {
                "uncertainty" => new UncertaintyWeighting(),
                "gradNorm" => new GradNormWeighting(),
                _ => new MovingAverageWeighting(),
            },
        });
    }

    [TestMethod]
    public void Train_EndsByItself_DeletesTheFileThatACancelledRunLeaves()
    {
        var path = Path.Combine(_folder, "new", "run.checkpoint");
        var settings = Tables.Settings(epochs: 4) with { Checkpoint = new Checkpoint { Path = path } };
        Interrupt(Description(), Table(), null, settings, afterEpoch: 2);
        Assert.IsTrue(File.Exists(path));
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFiles(Path.GetDirectoryName(path)!));

        var network = NetworkTrainer.Train(Description(), Table(), null, settings);

        Assert.HasCount(4, network.History.Epochs);
        Assert.IsFalse(File.Exists(path));
    }

    [TestMethod]
    public void Train_EverySeveralEpochs_ResumesAfterTheLastWritten()
    {
        var settings = Tables.Settings(epochs: 8) with { Checkpoint = new Checkpoint { Path = Path.Combine(_folder, "c"), EveryEpochs = 3 } };
        Interrupt(Description(), Table(), null, settings, afterEpoch: 5);
        var epochs = new List<int>();
        NetworkTrainer.Train(Description(), Table(), null, settings with { EpochCompleted = record => epochs.Add(record.Epoch) });
        CollectionAssert.AreEqual(new[] { 4, 5, 6, 7, 8 }, epochs);
    }

    [TestMethod]
    public void Train_MoreEpochsThanBefore_GoesOn()
    {
        var settings = Tables.Settings(epochs: 3) with { Checkpoint = new Checkpoint { Path = Path.Combine(_folder, "c") } };
        Interrupt(Description(), Table(), null, settings, afterEpoch: 2);
        var network = NetworkTrainer.Train(Description(), Table(), null, settings with { MaximumEpochs = 5, ThreadCount = 1 });
        Assert.HasCount(5, network.History.Epochs);
    }

    [TestMethod]
    public void Train_CheckpointOfAnotherRun_SaysSo()
    {
        var path = Path.Combine(_folder, "c");
        var settings = Tables.Settings(epochs: 4) with { Checkpoint = new Checkpoint { Path = path } };
        Interrupt(Description(), Table(), null, settings, afterEpoch: 1);
        var other = Tables.Make(200, 3, [], (x, _) => x[1]);
        foreach (var train in new Action[]
        {
            () => NetworkTrainer.Train(Description(), other, null, settings),
            () => NetworkTrainer.Train(Description(), Table(), other, settings),
            () => NetworkTrainer.Train(Description(), Table(), null, settings with { Seed = 99 }),
            () => NetworkTrainer.Train(Description(), Table(), null, settings with { LearningRate = 0.5f }),
            () => NetworkTrainer.Train(Tables.Describe(3, [], new AbsoluteLoss()), Table(), null, settings),
        })
        {
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(train).Message, $"The checkpoint '{path}' is of another training run", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Train_DamagedCheckpoint_SaysSo()
    {
        var path = Path.Combine(_folder, "c");
        var settings = Tables.Settings(epochs: 4) with { Checkpoint = new Checkpoint { Path = path } };
        Interrupt(Description(), Table(), null, settings, afterEpoch: 1);
        var bytes = File.ReadAllBytes(path);
        foreach (var length in new[] { 0, 10, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            var error = Assert.ThrowsExactly<InvalidDataException>(() => NetworkTrainer.Train(Description(), Table(), null, settings));
            StringAssert.Contains(error.Message, $"The checkpoint '{path}' is damaged", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void SetState_OfOtherSettings_SaysWhatIsMissing()
    {
        var weights = WeightInitializer.Create(Description(), 1, new Dictionary<string, float[]>(), new Dictionary<string, float[]>());
        using var sgd = new ManagedBackend().Open(Description(), weights, Tables.Settings() with { Optimizer = new Sgd() });
        using var adam = new ManagedBackend().Open(Description(), weights, Tables.Settings());
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidDataException>(() => adam.SetState(sgd.GetState())).Message, "no tensor 'optimizer.1'", StringComparison.Ordinal);
    }

    private void AssertResumes(NetworkDescription description, TrainingTable table, TrainingTable? validation, TrainingSettings settings)
    {
        var expected = NetworkTrainer.Train(description, table, validation, settings);
        settings = settings with { Checkpoint = new Checkpoint { Path = Path.Combine(_folder, "run") } };
        Interrupt(description, table, validation, settings, afterEpoch: 2);
        Interrupt(description, table, validation, settings, afterEpoch: 4);
        var actual = NetworkTrainer.Train(description, table, validation, settings);

        Assert.AreEqual(expected.History.BestEpoch, actual.History.BestEpoch);
        CollectionAssert.AreEqual(
            expected.History.Epochs.Select(epoch => epoch with { Seconds = 0, ValidationMetrics = Metrics, Heads = Heads }).ToArray(),
            actual.History.Epochs.Select(epoch => epoch with { Seconds = 0, ValidationMetrics = Metrics, Heads = Heads }).ToArray());
        foreach (var tensor in expected.Weights)
        {
            CollectionAssert.AreEqual(tensor.Values, actual.Weights[tensor.Name].Values, tensor.Name);
        }
    }

    // Two dictionaries are equal only if they are the same.
    private static Dictionary<string, double> Metrics { get; } = [];

    private static Dictionary<string, HeadRecord> Heads { get; } = [];

    private static void Interrupt(
        NetworkDescription description, TrainingTable table, TrainingTable? validation, TrainingSettings settings, int afterEpoch)
    {
        using var cancellation = new CancellationTokenSource();
        var network = NetworkTrainer.Train(
            description,
            table,
            validation,
            settings with { EpochCompleted = record => Cancel(record, afterEpoch, cancellation) },
            cancellationToken: cancellation.Token);
        Assert.AreEqual(StopReason.Cancelled, network.History.StopReason);
    }

    private static void Cancel(EpochRecord record, int afterEpoch, CancellationTokenSource cancellation)
    {
        if (record.Epoch == afterEpoch)
        {
            cancellation.Cancel();
        }
    }

    private static NetworkDescription Description() => Tables.Describe(3, [], new SquaredLoss());

    private static TrainingTable Table() => Tables.Make(200, 3, [], (x, _) => x[0]);
}
