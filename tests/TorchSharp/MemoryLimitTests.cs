using System.Runtime.InteropServices;

namespace NeuralTrainers.Torch.Tests;

[TestClass]
public sealed class MemoryLimitTests
{
    private readonly List<string> _messages = [];

    [TestMethod]
    public void Halve_OutOfMemory_HalvesBatchesOnceAndSaysSo()
    {
        var limit = new MemoryLimit(TorchDevice.Cpu(), _messages.Add);

        Assert.HasCount(1, limit.Parts(7));
        limit.Halve(OutOfMemory, 7);

        CollectionAssert.AreEqual(new[] { (0, 4), (4, 3) }, limit.Parts(7).ToArray());
        var message = _messages.Single();
        Assert.Contains("batches of 7 rows", message);
        Assert.Contains("Tried to allocate 2.00 GiB (GPU 0; 1.00 GiB total capacity)", message);
    }

    [TestMethod]
    public void Halve_OutOfMemoryAgain_FailsWithTheFigures()
    {
        var limit = new MemoryLimit(TorchDevice.Cpu(), _messages.Add);
        limit.Halve(OutOfMemory, 7);

        var error = Assert.ThrowsExactly<InsufficientMemoryException>(() => limit.Halve(OutOfMemory, 7));

        Assert.Contains("BatchSize", error.Message);
        Assert.Contains("2.00 GiB", error.Message);
        Assert.Contains("1.00 GiB total", error.Message);
    }

    [TestMethod]
    [DataRow("CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 139.81 GiB of which 3.00 MiB is free.", true)]
    [DataRow("CUDA error: out of memory", true)]
    [DataRow("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", true)]
    [DataRow("[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 4 bytes. Error code 12", true)]
    [DataRow("mat1 and mat2 shapes cannot be multiplied", false)]
    public void IsReached_WordsOfLibtorch_KnowsThoseAboutMemory(string message, bool expected) =>
        Assert.AreEqual(expected, MemoryLimit.IsReached(new NativeException(message)));

    [TestMethod]
    public void Train_MemoryForHalfABatch_GoesOnInHalves()
    {
        var loss = FirstLoss(failures: 1);

        Assert.AreEqual(FirstLoss(failures: 0), loss, 1e-5);
        Assert.Contains("batches of 40 rows", _messages.Single(message => message.Contains("halves", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Train_MemoryForLessThanHalfABatch_FailsWithTheFigures()
    {
        var error = Assert.ThrowsExactly<InsufficientMemoryException>(() => FirstLoss(failures: 2));

        Assert.Contains("BatchSize", error.Message);
        Assert.Contains("2.00 GiB", error.Message);
    }

    [TestMethod]
    [DataRow("plain")]
    [DataRow("weighted")]
    [DataRow("conditioned")]
    public void Train_BatchesInHalves_TakesTheSameSteps(string heads)
    {
        var description = HeadSamples.Describe(HeadSamples.All[heads]);
        var table = HeadSamples.Table(45);
        var weights = WeightInitializer.Create(description, 5, FittedInput.Of(description, table).Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));
        var settings = new TrainingSettings { BatchSize = table.RowCount, CategoryMaskRate = 0 };
        var device = TorchDevice.Cpu();
        var halved = new MemoryLimit(device, _messages.Add);
        halved.Halve(OutOfMemory, table.RowCount);

        var (whole, halves) = (Losses(new MemoryLimit(device, _messages.Add)), Losses(halved));

        BackendPair.AssertClose(whole, halves, 1e-5f, "loss of step");

        float[] Losses(MemoryLimit memory)
        {
            using var session = new TorchSession(description, weights, settings, device, memory, _messages.Add);
            return [.. Enumerable.Range(0, 10).Select(step =>
            {
                session.Train(table, BackendProbe.AllRows(table), new TrainingStep(step, 0.01f));
                return (float)session.TakeStatistics().MeanLoss;
            })];
        }
    }

    // The loss of a step on rows that cannot be had at first.
    private double FirstLoss(int failures)
    {
        var description = Tables.Describe(4, [], new SquaredLoss(), new MlpTrunk { Widths = [8], Dropout = 0 });
        var none = new Dictionary<string, float[]>(StringComparer.Ordinal);
        using var session = TorchBackend.Cpu(_messages.Add).Open(description, WeightInitializer.Create(description, 5, none, none), new TrainingSettings { BatchSize = 40 });
        var table = Tables.Make(40, 4, [], (x, _) => x[0]);
        session.Train(new ShortOfMemory(table) { Failures = failures }, BackendProbe.AllRows(table), new TrainingStep(0, 0.01f));
        return session.TakeStatistics().MeanLoss;
    }

    private static NativeException OutOfMemory => new(
        "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 1.00 GiB total capacity)\nException raised from malloc");

    /// <summary>As TorchSharp passes on what libtorch says.</summary>
    private sealed class NativeException(string message) : ExternalException(message);

    /// <summary>Rows that come batch by batch, and at first fail as a card does that has too little memory.</summary>
    private sealed class ShortOfMemory(IBatchSource source) : IBatchSource
    {
        public int Failures { get; set; }

        public TableShape Shape => source.Shape;

        public int RowCount => source.RowCount;

        public bool IsRandom => true;

        public void Read(ReadOnlySpan<int> rows, Batch batch)
        {
            if (Failures-- > 0)
            {
                throw OutOfMemory;
            }

            source.Read(rows, batch);
        }
    }
}
