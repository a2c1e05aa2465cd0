namespace NeuralTrainers.Torch.Tests;

[TestClass]
public sealed class MemoryLimitTests
{
    private readonly List<string> _messages = [];

    [TestMethod]
    public void Halves_OutOfMemory_HalvesBatchesOnceAndSaysSo()
    {
        var limit = new MemoryLimit(TorchDevice.Cpu(), _messages.Add);

        Assert.HasCount(1, limit.Parts(7));
        Assert.IsTrue(limit.Halves(OutOfMemory, 7));

        CollectionAssert.AreEqual(new[] { (0, 4), (4, 3) }, limit.Parts(7).ToArray());
        var message = _messages.Single();
        Assert.Contains("batches of 7 rows", message);
        Assert.Contains("Tried to allocate 2.00 GiB (GPU 0; 1.00 GiB total capacity)", message);
    }

    [TestMethod]
    public void Halves_OutOfMemoryAgain_FailsWithTheFigures()
    {
        var limit = new MemoryLimit(TorchDevice.Cpu(), _messages.Add);
        limit.Halves(OutOfMemory, 7);

        var error = Assert.ThrowsExactly<InsufficientMemoryException>(() => limit.Halves(OutOfMemory, 7));

        Assert.Contains("BatchSize", error.Message);
        Assert.Contains("2.00 GiB", error.Message);
        Assert.Contains("1.00 GiB total", error.Message);
    }

    [TestMethod]
    public void Halves_AnotherError_LeavesItAlone() =>
        Assert.IsFalse(new MemoryLimit(TorchDevice.Cpu(), _messages.Add).Halves(new InvalidOperationException("mat1 and mat2 shapes cannot be multiplied"), 7));

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
        halved.Halves(OutOfMemory, table.RowCount);

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

    private static InvalidOperationException OutOfMemory => new(
        "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 1.00 GiB total capacity)\nException raised from malloc");
}
