using System.Text;
using System.Text.Json.Nodes;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class NetworkFileTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Read_WrittenFile_GivesTheSameNetworkAndHistory(bool seekable)
    {
        var bytes = Write(SampleNetwork.Description, SampleNetwork.History);

        var (network, history) = NetworkFile.Read(seekable ? new MemoryStream(bytes) : new ForwardOnlyStream(bytes));

        Assert.AreEqual(SampleNetwork.Description.Input.Embeddings[1], network.Input.Embeddings[1]);
        Assert.AreEqual(SampleNetwork.Description.Input.NumericCount, network.Input.NumericCount);
        Assert.AreEqual(SampleNetwork.Description.Heads[0].Loss, network.Heads[0].Loss);
        Assert.AreEqual(SampleNetwork.Description.Heads[0].TargetMean, network.Heads[0].TargetMean);
        Assert.AreEqual(SampleNetwork.Description.Heads[1].Weight, network.Heads[1].Weight);
        Assert.IsTrue(network.Heads[1].IsAuxiliary);
        CollectionAssert.AreEqual(new[] { 1f, 2, 0.5f }, network.Heads[2].ClassWeights.ToArray());
        CollectionAssert.AreEqual(new[] { "Sold" }, network.Heads[2].ConditionedOn.ToArray());
        CollectionAssert.AreEqual(new[] { 4 }, Assert.IsInstanceOfType<MlpTrunk>(network.Heads[2].Trunk).Widths.ToArray());
        var trunk = Assert.IsInstanceOfType<MlpTrunk>(network.Trunk);
        Assert.AreEqual(Activation.Tanh, trunk.Activation);
        CollectionAssert.AreEqual(new[] { 8, 6 }, trunk.Widths.ToArray());
        Assert.AreEqual(StopReason.EarlyStopping, history.StopReason);
        Assert.AreEqual(SampleNetwork.History.Epochs[0].TrainingLoss, history.Epochs[0].TrainingLoss);
        Assert.AreEqual(SampleNetwork.History.Epochs[0].ValidationMetrics["Accuracy"], history.Epochs[0].ValidationMetrics["Accuracy"]);
        Assert.AreEqual(SampleNetwork.History.Epochs[0].Heads["Sold"].LogVariance, history.Epochs[0].Heads["Sold"].LogVariance);
        CollectionAssert.AreEqual(bytes, Write(network, history));
    }

    [TestMethod]
    public void Read_EveryKindOfActivationAndLoss_ComesBack()
    {
        foreach (var activation in new[] { Activation.Identity, Activation.Relu, Activation.Sigmoid, Activation.Tanh })
        {
            foreach (var loss in new Loss[]
            {
                new SquaredLoss(), new AbsoluteLoss(), new HuberLoss { Delta = 0.3f }, new LogCoshLoss(), new GaussianLoss(),
                new PoissonLoss(), new GammaLoss(), new TweedieLoss { Power = 1.3f },
                new BinaryCrossEntropyLoss { LabelSmoothing = 0.2f }, new BinaryFocalLoss { Gamma = 1, Alpha = 0.4f }, new BinaryFocalLoss(),
                new BinaryHingeLoss(), new CategoricalCrossEntropyLoss { LabelSmoothing = 0.1f },
                new CategoricalHingeLoss { Form = MulticlassHinge.WestonWatkins }, new KullbackLeiblerLoss(),
            })
            {
                var scaling = loss.TargetScaling;
                var written = SampleNetwork.Description with
                {
                    Trunk = new MlpTrunk { Activation = activation },
                    Heads =
                    [
                        new HeadDescription
                        {
                            Name = "y",
                            OutputCount = loss.OutputsFor(3),
                            Loss = loss,
                            TargetMean = scaling == TargetScaling.Standardize ? 0.1f : -0f,
                            TargetScale = scaling == TargetScaling.None ? 1 : float.Epsilon,
                        },
                    ],
                };

                var (read, _) = NetworkFile.Read(new MemoryStream(Write(written, SampleNetwork.History)));

                Assert.AreEqual(activation, ((MlpTrunk)read.Trunk).Activation);
                Assert.AreEqual(loss, read.Heads[0].Loss);
                Assert.AreEqual(written.Heads[0].TargetScale, read.Heads[0].TargetScale);
            }
        }
    }

    [TestMethod]
    public void Read_LossesWithLists_ComeBack()
    {
        var heads = new[]
        {
            new HeadDescription { Name = "quantiles", OutputCount = 2, Loss = new PinballLoss { Quantiles = [0.25f, 0.75f] } },
            new HeadDescription { Name = "classes", OutputCount = 3, Loss = new CategoricalFocalLoss { Gamma = 3, Alpha = [1, 2, 0.5f] } },
        };

        var (read, _) = NetworkFile.Read(new MemoryStream(Write(SampleNetwork.Description with { Heads = heads }, SampleNetwork.History)));

        CollectionAssert.AreEqual(new[] { 0.25f, 0.75f }, ((PinballLoss)read.Heads[0].Loss).Quantiles.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 2, 0.5f }, ((CategoricalFocalLoss)read.Heads[1].Loss).Alpha.ToArray());
        Assert.AreEqual(3f, ((CategoricalFocalLoss)read.Heads[1].Loss).Gamma);
    }

    [TestMethod]
    public void Read_HistoryOfADivergedRun_KeepsNaNAndInfinity()
    {
        var epoch = SampleNetwork.History.Epochs[0] with { TrainingLoss = double.NaN, ValidationLoss = double.PositiveInfinity, GradientNorm = double.NegativeInfinity };
        var bytes = Write(SampleNetwork.Description, SampleNetwork.History with { Epochs = [epoch], StopReason = StopReason.Diverged });

        var (_, history) = NetworkFile.Read(new MemoryStream(bytes));

        Assert.AreEqual(double.NaN, history.Epochs[0].TrainingLoss);
        Assert.AreEqual(double.PositiveInfinity, history.Epochs[0].ValidationLoss);
        Assert.AreEqual(double.NegativeInfinity, history.Epochs[0].GradientNorm);
    }

    [TestMethod]
    public void Write_Network_SaysWhatItIsInPlainNames()
    {
        var json = Edit(_ => { });

        Assert.AreEqual("neuraltrainers.network", (string?)json["format"]);
        Assert.AreEqual(1, (int?)json["version"]);
        Assert.AreEqual("mlp", (string?)json["network"]!["trunk"]!["kind"]);
        Assert.AreEqual("earlyStopping", (string?)json["history"]!["stopReason"]);
        CollectionAssert.AreEqual(
            new[] { "kind", "delta" },
            json["network"]!["heads"]![0]!["loss"]!.AsObject().Select(member => member.Key).ToArray());
    }

    [TestMethod]
    public void Read_NewerVersion_SaysToUpdate()
    {
        var json = Edit(root =>
        {
            root["version"] = 2;
            root["somethingNew"] = new JsonObject();
        });

        StringAssert.Contains(Fail(json).Message, "version 2 of the format, and this library reads up to version 1: update NeuralTrainers", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Read_MissingMember_NamesIt()
    {
        AssertFails(root => root["network"]!.AsObject().Remove("trunk"), "trunk");
        AssertFails(root => root["network"]!["input"]!["embeddings"]![0]!.AsObject().Remove("frozen"), "frozen");
        AssertFails(root => root["network"]!["heads"]![0]!.AsObject().Remove("targetScale"), "targetScale");
        AssertFails(root => root["network"]!["trunk"]!.AsObject().Remove("dropout"), "dropout");
        AssertFails(root => root["network"]!["trunk"]!.AsObject().Remove("kind"), "$.network.trunk");
        AssertFails(root => root["history"]!.AsObject().Remove("message"), "message");
        AssertFails(root => root.Remove("history"), "history");
        AssertFails(root => root.Remove("version"), "version");
        AssertFails(root => root.Remove("format"), "format");
    }

    [TestMethod]
    public void Read_NullMember_NamesIt()
    {
        AssertFails(root => root["network"] = null, "network");
        AssertFails(root => root["network"]!["input"]!["embeddings"] = null, "embeddings");
        AssertFails(root => root["network"]!["input"]!["embeddings"]![0] = null, "Embeddings");
        AssertFails(root => root["network"]!["heads"]![1]!["loss"] = null, "loss");
        AssertFails(root => root["network"]!["heads"]![1] = null, "Heads");
        AssertFails(root => root["history"]!["epochs"]![0] = null, "Epochs");
        AssertFails(root => root["history"]!["epochs"]![0]!["validationMetrics"] = null, "validationMetrics");
    }

    [TestMethod]
    public void Read_MemberOfTheWrongKind_NamesIt()
    {
        AssertFails(root => root["format"] = "else", "'else'");
        AssertFails(root => root["version"] = 0, "version 0");
        AssertFails(root => root["version"] = "1", "damaged");
        AssertFails(root => root["network"]!["extra"] = 1, "extra");
        AssertFails(root => root["network"]!["trunk"]!["kind"] = "unheardOf", "unheardOf");
        AssertFails(root => root["network"]!["trunk"]!["dropout"] = "much", "dropout");
        AssertFails(root => root["network"]!["input"]!["numericCount"] = 1e10, "numericCount");
        AssertFails(root => root["history"]!["stopReason"] = 1, "stopReason");
        AssertFails(root => root["history"]!["stopReason"] = "boredom", "stopReason");
    }

    [TestMethod]
    public void Read_ValueThatValidationRefuses_IsInvalidData()
    {
        AssertFails(root => root["network"]!["input"]!["numericCount"] = -1, "NumericCount is -1");
        AssertFails(root => root["network"]!["trunk"]!["dropout"]!["rate"] = 1.5, "Dropout.Rate is 1.5");
        AssertFails(root => root["network"]!["trunk"]!["dropout"]!["rate"] = "NaN", "Dropout.Rate is NaN");
        AssertFails(root => root["network"]!["heads"]!.AsArray().Clear(), "Heads");
        AssertFails(root => root["network"]!["heads"]![0]!["outputCount"] = 2, "2 outputs");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"format\":\"neuraltrainers.network\",\"format\":\"neuraltrainers.network\",\"version\":1}")]
    [DataRow("{\"\\ud800\":1}")]
    [DataRow("{\"format\":\"neuraltrainers.network\",\"version\":1,\"network\":null,\"history\":null} trailing")]
    public void Read_SomethingElse_IsInvalidData(string text) =>
        Assert.ThrowsExactly<InvalidDataException>(() => NetworkFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    [TestMethod]
    public void Read_DeeplyNestedJson_IsInvalidData()
    {
        var nested = new string('[', 100_000);

        AssertFails(Encoding.UTF8.GetBytes("{\"format\":\"neuraltrainers.network\",\"version\":1,\"network\":" + nested), "$.network");
        AssertFails(Encoding.UTF8.GetBytes("{\"x\":" + nested), "depth");
    }

    [TestMethod]
    public void Read_MoreThanTheMaximum_IsInvalidData()
    {
        var bytes = new byte[NetworkFile.MaximumBytes + 1];
        bytes.AsSpan().Fill((byte)' ');

        AssertFails(bytes, "longer than the 67108864 bytes");
    }

    private static void AssertFails(Action<JsonObject> edit, string message) =>
        StringAssert.Contains(Fail(Edit(edit)).Message, message, StringComparison.Ordinal);

    private static void AssertFails(byte[] bytes, string message)
    {
        var error = Assert.ThrowsExactly<InvalidDataException>(() => NetworkFile.Read(new MemoryStream(bytes)));
        StringAssert.Contains(error.Message, message, StringComparison.Ordinal);
    }

    private static InvalidDataException Fail(JsonObject json) =>
        Assert.ThrowsExactly<InvalidDataException>(() => NetworkFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString()))));

    private static JsonObject Edit(Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(Write(SampleNetwork.Description, SampleNetwork.History))!.AsObject();
        edit(json);
        return json;
    }

    private static byte[] Write(NetworkDescription network, TrainingHistory history)
    {
        using var stream = new MemoryStream();
        NetworkFile.Write(stream, network, history);
        return stream.ToArray();
    }
}
