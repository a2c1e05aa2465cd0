namespace NeuralTrainers.Torch.Tests;

/// <summary>A fit is alone with its random numbers and its memory.</summary>
[TestClass]
[DoNotParallelize]
public sealed class IsolationTests
{
    private static readonly TrainingTable Table = Tables.Make(300, 4, [3], (x, c) => x[0] + c[0]);

    [TestMethod]
    public void Train_TwoAtTheSameTime_GiveWhatEachGivesAlone()
    {
        var alone = new[] { Fit(seed: 1), Fit(seed: 2) };

        var together = new NetworkWeights[2];
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => together[i] = Fit(seed: (ulong)i + 1));

        AssertSameBits(alone[0], together[0]);
        AssertSameBits(alone[1], together[1]);
        Assert.AreNotEqual(alone[0].First().Values[0], alone[1].First().Values[0]);
    }

    [TestMethod]
    public void Train_WithDropout_LeavesTheGlobalGeneratorAsItWas()
    {
        torch.InitializeDeviceType(DeviceType.CPU);
        var before = State();

        Fit(seed: 1);

        CollectionAssert.AreEqual(before, State());
    }

    [TestMethod]
    public void Train_ResumedFromItsState_GivesTheSameWeights()
    {
        var path = Path.GetTempFileName();
        File.Delete(path);
        var settings = Settings(seed: 3) with { Checkpoint = new Checkpoint { Path = path }, Pruning = new MagnitudePruning { Sparsity = 0.3f }, WeightAveraging = new ExponentialAveraging() };
        try
        {
            var whole = Fit(settings with { Checkpoint = null });
            using var cancellation = new CancellationTokenSource();
            _ = Fit(
                settings with
                {
                    EpochCompleted = record =>
                    {
                        if (record.Epoch == 3)
                        {
                            cancellation.Cancel();
                        }
                    },
                },
                cancellation.Token);

            AssertSameBits(whole, Fit(settings));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Train_AThousandEpochs_HoldsTensorsAndMemory()
    {
        // Tensors are counted where every epoch ends, once all has been made that stays.
        var counts = new List<long>();
        var memory = new List<long>();
        Fit(Settings(seed: 1) with
        {
            MaximumEpochs = 1000,
            WeightAveraging = new ExponentialAveraging(),
            EpochCompleted = record =>
            {
                if (record.Epoch is 10 or 200 or 1000)
                {
                    // What other tests left behind does not count.
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    memory.Add(Environment.WorkingSet);
                }

                counts.Add(torch.Tensor.TotalCount);
            },
        });

        Assert.AreEqual(counts[9], counts.Skip(9).Max(), "live tensors");
        Assert.IsLessThan(24_000_000, memory[2] - memory[1], $"{memory[1]} bytes after 200 epochs, {memory[2]} after 1,000.");
        Console.WriteLine($"{counts[9]} live tensors after 10 epochs and {counts[^1]} after 1,000; {memory[1]:N0} bytes after 200 epochs and {memory[2]:N0} after 1,000.");
    }

    private static TrainingSettings Settings(ulong seed) => new() { MaximumEpochs = 6, Seed = seed, BatchSize = 64, EarlyStopping = null };

    private static NetworkWeights Fit(ulong seed) => Fit(Settings(seed));

    private static NetworkWeights Fit(TrainingSettings settings, CancellationToken cancellation = default)
    {
        var description = Tables.Describe(4, [3], new SquaredLoss(), new MlpTrunk { Widths = [16, 16], Dropout = 0.3f, Normalization = new BatchNormalization() });
        return NetworkTrainer.Train(description, Table, Table, settings, TorchBackend.Cpu(), cancellationToken: cancellation).Weights;
    }

    private static byte[] State()
    {
        using var generator = torch.Generator.Default;
        using var state = generator.get_state();
        return state.bytes.ToArray();
    }

    private static void AssertSameBits(NetworkWeights expected, NetworkWeights actual)
    {
        foreach (var tensor in expected)
        {
            CollectionAssert.AreEqual(tensor.Values, actual[tensor.Name].Values, tensor.Name);
        }
    }
}
