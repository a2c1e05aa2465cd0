namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class BatchEnsembleTests
{
    private static readonly BatchEnsembleTrunk Trunk = new() { Members = 4, Widths = [8], Dropout = 0 };

    [TestMethod]
    [DataRow(BatchEnsembleStart.RandomSigns)]
    [DataRow(BatchEnsembleStart.Normal)]
    public void Create_FirstInputScale_IsOneRandomNumberPerFeatureAndMember(BatchEnsembleStart start)
    {
        var weights = Initial(Tables.Describe(3, [5, 4], new SquaredLoss(), Trunk with { Start = start, Widths = [8, 6] }));
        var scales = weights["trunk.0.r"];
        CollectionAssert.AreEqual(new[] { 4, 9 }, scales.Shape.ToArray());
        for (var member = 0; member < 4; member++)
        {
            foreach (var first in new[] { 3, 6 })
            {
                Assert.HasCount(1, scales.Values.Skip((9 * member) + first).Take(3).Distinct());
            }
        }

        Assert.IsTrue(start == BatchEnsembleStart.RandomSigns == scales.Values.All(value => Math.Abs(value) == 1));
        Assert.IsGreaterThan(1, scales.Values.Distinct().Count());
        foreach (var name in new[] { "trunk.0.s", "trunk.1.r", "trunk.1.s" })
        {
            Assert.IsTrue(weights[name].Values.All(value => value == 1), name);
        }

        var biases = weights["trunk.0.bias"].Values;
        CollectionAssert.AreEqual(biases[..8], biases[8..16]);
        var heads = weights["head.Score.weight"].Values;
        CollectionAssert.AreNotEqual(heads.Take(6).ToArray(), heads.Skip(6).Take(6).ToArray());
    }

    [TestMethod]
    public void Run_BinaryHead_LogitOfTheMembersMeanProbability()
    {
        var (session, members) = Score(new BinaryCrossEntropyLoss(), 1, 0.5);
        var mean = members.Average(logit => 1 / (1 + Math.Exp(-logit)));
        Assert.AreEqual(Math.Log(mean / (1 - mean)), session.Outputs(0)[0], 1e-5);
    }

    [TestMethod]
    public void Run_MulticlassHead_MembersMeanProbabilities()
    {
        var (session, members) = Score(new CategoricalCrossEntropyLoss(), 3, 0.7);
        for (var k = 0; k < 3; k++)
        {
            var mean = Enumerable.Range(0, 4).Average(member =>
            {
                var logits = members[(3 * member)..(3 * (member + 1))];
                return Math.Exp(logits[k]) / logits.Sum(Math.Exp);
            });
            Assert.AreEqual(mean, session.Outputs(0)[k], 1e-5);
        }
    }

    [TestMethod]
    public void Run_RegressionHead_MembersMean()
    {
        var (session, members) = Score(new SquaredLoss(), 1, 0.5);
        Assert.AreEqual(members.Average(), session.Outputs(0)[0], 1e-5);
    }

    [TestMethod]
    public void Run_PoissonHead_MembersMeanRate()
    {
        var (session, members) = Score(new PoissonLoss(), 1, 0.5);
        Assert.AreEqual(members.Average(Math.Exp), session.Outputs(0)[0], 1e-5);
    }

    [TestMethod]
    public void Run_GaussianHead_MeanAndDeviationOfTheMixture()
    {
        var (session, members) = Score(new GaussianLoss(), 2, 0.5);
        double[] means = [.. Enumerable.Range(0, 4).Select(member => members[2 * member])];
        double[] variances = [.. Enumerable.Range(0, 4).Select(member => Math.Exp(members[(2 * member) + 1]))];
        var mean = means.Average();
        var variance = variances.Average() + means.Average(m => (m - mean) * (m - mean));
        Assert.AreEqual(mean, session.Outputs(0)[0], 1e-5);
        Assert.AreEqual(Math.Sqrt(variance), session.Outputs(0)[1], 1e-5);
    }

    [TestMethod]
    public void Run_PinballHead_MembersMeanQuantiles()
    {
        var loss = new PinballLoss { Quantiles = [0.1f, 0.5f, 0.9f] };
        var (session, members) = Score(loss, 3, 0.5);
        double[] quantiles = new double[3];
        for (var member = 0; member < 4; member++)
        {
            double quantile = 0;
            for (var k = 0; k < 3; k++)
            {
                quantile += k == 0 ? members[3 * member] : Math.Log(1 + Math.Exp(members[(3 * member) + k]));
                quantiles[k] += quantile / 4;
            }
        }

        for (var k = 0; k < 3; k++)
        {
            Assert.AreEqual(quantiles[k], session.Outputs(0)[k], 1e-5);
        }
    }

    [TestMethod]
    public void Declare_EnsembleOfEnsembles_Throws()
    {
        var trunk = new SequentialTrunk { Parts = [Trunk, Trunk] };
        var error = Assert.ThrowsExactly<ArgumentException>(() => ParameterCatalog.Of(Tables.Describe(2, [], new SquaredLoss(), trunk)));
        StringAssert.Contains(error.Message, "cannot read the members of another ensemble");
    }

    // Heads that read nothing say what their bias says.
    private static (ScoringSession Session, double[] Members) Score(Loss loss, int outputs, double spread)
    {
        var description = Tables.Describe(2, [], loss, Trunk, outputs);
        var weights = Initial(description);
        weights["head.Score.weight"].Values.AsSpan().Clear();
        var biases = weights["head.Score.bias"].Values;
        for (var i = 0; i < biases.Length; i++)
        {
            biases[i] = (float)(spread * Math.Sin(i + 1));
        }

        var session = new TrainedNetwork(description, weights, new TrainingHistory { Epochs = [], BestEpoch = 0, StopReason = StopReason.MaximumEpochs, Message = "" })
            .CreateScorer().CreateSession(1);
        session.Input.AddRow();
        session.Run();
        return (session, [.. biases.Select(bias => (double)bias)]);
    }

    private static NetworkWeights Initial(NetworkDescription description) => WeightInitializer.Create(
        description, 5, new Dictionary<string, float[]>(StringComparer.Ordinal), new Dictionary<string, float[]>(StringComparer.Ordinal));
}
