using System.Text;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class TrainedNetworkFileTests
{
    private static readonly TrainedNetwork Network = SampleNetwork.Create();
    private static readonly (byte[] Description, byte[] Weights) Saved = Save(Network);

    [TestMethod]
    public void Load_SavedNetwork_ScoresAndSavesTheSameBits()
    {
        var loaded = TrainedNetwork.Load(new MemoryStream(Saved.Description), new ForwardOnlyStream(Saved.Weights));

        CollectionAssert.AreEqual(Scores(Network), Scores(loaded));
        var (description, weights) = Save(loaded);
        CollectionAssert.AreEqual(Saved.Description, description);
        CollectionAssert.AreEqual(Saved.Weights, weights);
    }

    [TestMethod]
    public void Save_AnyNetwork_LeavesTheStreamsOpen()
    {
        using var both = new MemoryStream();

        Network.Save(both, both);

        Assert.AreEqual(Saved.Description.Length + Saved.Weights.Length, both.Length);
    }

    [TestMethod]
    public void Load_WeightsOfAnotherNetwork_NamesTheTensor()
    {
        var text = Encoding.UTF8.GetString(Saved.Description).Replace("\"widths\":[8,6]", "\"widths\":[8,7]", StringComparison.Ordinal);

        var error = Assert.ThrowsExactly<InvalidDataException>(
            () => TrainedNetwork.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), new MemoryStream(Saved.Weights)));

        StringAssert.Contains(error.Message, "'trunk.1.weight' has the shape [6, 8]", StringComparison.Ordinal);
        StringAssert.Contains(error.Message, "[7, 8]", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(30_000_000, 60)]
    [DataRow(100_000_000, 65_536)]
    public void Load_DescriptionOfAnEnormousNetwork_AllocatesNothingForIt(int cardinality, int dimension)
    {
        var text = Encoding.UTF8.GetString(Saved.Description).Replace(
            "\"cardinality\":7,\"dimension\":3", $"\"cardinality\":{cardinality},\"dimension\":{dimension}", StringComparison.Ordinal);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.ThrowsExactly<InvalidDataException>(
            () => TrainedNetwork.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), new ForwardOnlyStream(Saved.Weights)));

        Assert.IsLessThan(Limit(text.Length, Saved.Weights.Length), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    [Timeout(300_000)]
    public void Load_DamagedFiles_AreRefusedOrLoadedWithinTheMemoryLimit()
    {
        var random = new System.Random(20_240_601);
        var (refused, loaded) = (0, 0);
        for (var round = 0; round < 1000; round++)
        {
            var description = round % 2 == 0 ? Damage(random, Saved.Description) : Saved.Description;
            var weights = round % 2 == 1 ? Damage(random, Saved.Weights) : Saved.Weights;
            var seekable = random.Next(2) == 0;
            var before = GC.GetAllocatedBytesForCurrentThread();
            TrainedNetwork? network = null;
            try
            {
                network = TrainedNetwork.Load(Open(description, seekable), Open(weights, seekable));
            }
            catch (InvalidDataException error)
            {
                Assert.IsGreaterThan(20, error.Message.Length);
            }

            Assert.IsLessThan(Limit(description.Length, weights.Length), GC.GetAllocatedBytesForCurrentThread() - before, $"Round {round}");
            if (network is null)
            {
                refused++;
                continue;
            }

            // What was accepted is a whole network again, with every value as the file has it.
            loaded++;
            Assert.HasCount(network.Description.Heads.Count(head => !head.IsAuxiliary), Scores(network));
            var saved = Save(network).Weights;
            CollectionAssert.AreEqual(weights[^Bytes(network)..], saved[^Bytes(network)..], $"Round {round}");
        }

        // Most of the weights file is values, which any damage leaves readable; most of the description is names and numbers.
        Assert.IsGreaterThan(300, refused);
        Assert.IsGreaterThan(50, loaded);
    }

    private static byte[] Damage(System.Random random, byte[] bytes)
    {
        if (random.Next(3) == 0)
        {
            return bytes[..random.Next(bytes.Length)];
        }

        byte[] damaged = [.. bytes];
        for (var flips = random.Next(1, 4); flips > 0; flips--)
        {
            damaged[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return damaged;
    }

    // What the documentation of Load promises.
    private static long Limit(int descriptionBytes, int weightBytes) => (16L << 20) + (64L * (descriptionBytes + weightBytes));

    private static int Bytes(TrainedNetwork network) => network.Weights.Sum(tensor => tensor.Values.Length * sizeof(float));

    private static Stream Open(byte[] bytes, bool seekable) => seekable ? new MemoryStream(bytes) : new ForwardOnlyStream(bytes);

    private static (byte[] Description, byte[] Weights) Save(TrainedNetwork network)
    {
        using var description = new MemoryStream();
        using var weights = new MemoryStream();
        network.Save(description, weights);
        return (description.ToArray(), weights.ToArray());
    }

    // The first output of each head for one row.
    private static float[] Scores(TrainedNetwork network)
    {
        var session = network.CreateScorer().CreateSession(1);
        var row = session.Input.AddRow();
        session.Input.NumericRow(row).Fill(0.5f);
        session.Input.CategoryRow(row).Fill(2);
        session.Run();
        return [.. network.Description.Heads.Index().Where(pair => !pair.Item.IsAuxiliary).Select(pair => session.Outputs(pair.Index)[0])];
    }
}
