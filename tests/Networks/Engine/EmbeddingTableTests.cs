namespace NeuralTrainers.Networks.Tests;

/// <summary>Tables that columns share, tables given from outside, and the row for missing values.</summary>
[TestClass]
public class EmbeddingTableTests
{
    [TestMethod]
    public void Train_SharedTable_GetsTheSumOfBothColumnsGradients()
    {
        var separate = Describe(shared: false);
        var shared = Describe(shared: true);
        var table = Tables.Make(20, 0, [4, 4], (_, c) => c[0] - (2 * c[1]));
        var weights = Weights(separate);
        var vectors = weights["input.embedding.c0.weight"];
        var other = new WeightTensor("input.embedding.c1.weight", vectors.Shape, vectors.Values);
        var probe = new BackendProbe(new ManagedBackend());

        var apart = probe.Step(separate, new NetworkWeights(weights.Select(tensor => tensor.Name == other.Name ? other : tensor)), table).Gradients;
        var together = probe.Step(shared, new NetworkWeights(weights.Where(tensor => tensor.Name != other.Name)), table).Gradients;

        float[] sum = [.. apart[vectors.Name].Values.Zip(apart[other.Name].Values, (first, second) => first + second)];
        BackendProbe.AssertClose(sum, together[vectors.Name].Values, 1e-5f, "gradient");
    }

    [TestMethod]
    public void Train_SharedTable_IsOneTensorForBothColumns()
    {
        var description = Describe(shared: true);
        var network = NetworkTrainer.Train(
            description, Tables.Make(400, 0, [4, 4], (_, c) => c[0] % 2), null, Tables.Settings(epochs: 40) with { CategoryMaskRate = 0 });

        Assert.AreEqual(network.GetEmbedding("c0"), network.GetEmbedding("c1"));
    }

    [TestMethod]
    public void Train_FrozenVectors_StayBitForBitAndOthersLearn()
    {
        float[] vectors = [.. Enumerable.Range(0, 15).Select(i => MathF.Sin(i))];
        var network = Train(frozen: true, vectors);

        CollectionAssert.AreEqual(vectors, network.GetEmbedding("c0").Values);
        CollectionAssert.AreNotEqual(vectors, network.GetEmbedding("c1").Values);
    }

    [TestMethod]
    public void Train_GivenVectorsNotFrozen_StartFromThemAndLearn()
    {
        float[] vectors = [.. Enumerable.Range(0, 15).Select(i => 100 + MathF.Sin(i))];
        var tuned = Train(frozen: false, vectors).GetEmbedding("c0").Values;

        // Some steps of 5e-3 lead away from the given values, but not far.
        CollectionAssert.AreNotEqual(vectors, tuned);
        BackendProbe.AssertClose(vectors, tuned, 0.01f, "vector");
    }

    [TestMethod]
    public void Train_GivenVectorsOfAnotherLength_NamesTensorAndShape()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => Train(frozen: false, new float[14]));

        StringAssert.Contains(error.Message, "'input.embedding.c0.weight' has 14 values", StringComparison.Ordinal);
        StringAssert.Contains(error.Message, "[5, 3] has 15", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Train_NoMissingValueInTheRows_MaskingTeachesTheMissingRow()
    {
        // The label is 3 for one value of four and 1 for the others: without the value, the best answer is the mean, 1.5.
        static float Label(float[] x, int[] c) => c[0] == 1 ? 3 : 1;
        var table = Tables.Make(800, 0, [4], Label);
        var description = Tables.Describe(0, [4], new SquaredLoss());
        var settings = Tables.Settings(epochs: 60);

        var masked = ScoreOfMissing(NetworkTrainer.Train(description, table, null, settings with { CategoryMaskRate = 0.5f, LearningRate = 1e-3f }));
        var start = NetworkTrainer.Train(description, table, null, settings with { CategoryMaskRate = 0, MaximumEpochs = 1 });
        var end = NetworkTrainer.Train(description, table, null, settings with { CategoryMaskRate = 0 });

        Assert.AreEqual(1.5f, masked, 0.2f);
        CollectionAssert.AreEqual(start.GetEmbedding("c0").Values[..3], end.GetEmbedding("c0").Values[..3]);
    }

    private static float ScoreOfMissing(TrainedNetwork network)
    {
        var session = network.CreateScorer().CreateSession(1);
        session.Input.AddRow();
        session.Run();
        return session.Outputs(0)[0];
    }

    private static TrainedNetwork Train(bool frozen, float[] vectors)
    {
        var description = Tables.Describe(0, [4, 4], new SquaredLoss());
        description = description with
        {
            Input = description.Input with
            {
                Embeddings = [description.Input.Embeddings[0] with { Frozen = frozen }, description.Input.Embeddings[1]],
            },
        };
        return NetworkTrainer.Train(description, Tables.Make(100, 0, [4, 4], (_, c) => c[0]), null, Tables.Settings(epochs: 3) with
        {
            WeightDecay = 0.01f,
            InitialTensors = new Dictionary<string, float[]>(StringComparer.Ordinal) { ["input.embedding.c0.weight"] = vectors },
        });
    }

    private static NetworkDescription Describe(bool shared)
    {
        var description = Tables.Describe(0, [4, 4], new SquaredLoss(), new MlpTrunk { Widths = [6], Dropout = 0, Activation = Activation.Tanh });
        return shared
            ? description with
            {
                Input = description.Input with
                {
                    Embeddings = [description.Input.Embeddings[0], description.Input.Embeddings[1] with { Table = "c0" }],
                },
            }
            : description;
    }

    private static NetworkWeights Weights(NetworkDescription description) => WeightInitializer.Create(
        description,
        1,
        new Dictionary<string, float[]>(StringComparer.Ordinal),
        new Dictionary<string, float[]>(StringComparer.Ordinal));
}
