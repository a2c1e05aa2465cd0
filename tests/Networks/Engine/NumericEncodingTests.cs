using FsCheck;
using FsCheck.Fluent;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class NumericEncodingTests
{
    private static readonly PiecewiseLinearEncoding PiecewiseLinear = new() { MaximumBins = 13, Dimension = 6 };
    private static readonly PeriodicEncoding Periodic = new() { Frequencies = 9, Dimension = 10 };

    public static IEnumerable<object[]> Encodings() =>
        [[PiecewiseLinear], [PiecewiseLinear with { Binning = Binning.Quantile, Relu = true }], [Periodic], [Periodic with { Relu = false }]];

    [TestMethod]
    [DataRow("piecewise-linear")]
    [DataRow("piecewise-linear-relu")]
    [DataRow("periodic")]
    [DataRow("periodic-linear")]
    public void Train_EncodedFeatures_HasPyTorchsOutputsAndGradients(string name)
    {
        var fixture = Fixture.Load(name);
        var weights = fixture.Weights("weights/");
        NumericEncoding encoding = name.StartsWith("periodic", StringComparison.Ordinal)
            ? new PeriodicEncoding { Features = [0, 1], Frequencies = 3, Dimension = 5, Relu = name is "periodic" }
            : new PiecewiseLinearEncoding { Features = [0, 1], BinCounts = [4, 1], Dimension = 5, Relu = name is "piecewise-linear-relu" };
        var description = Describe(2, encoding, new MlpTrunk { Widths = [], Dropout = 0 }, "y");
        var table = BackendProbe.Table(description, fixture.Values("numeric"), [], fixture.Values("labels"), fixture.Values("rowWeights"));
        var probe = new BackendProbe(new ManagedBackend());

        var (gradients, meanLoss) = probe.Step(description, weights, table);

        BackendProbe.AssertClose(fixture.Values("outputs"), probe.Outputs(description, weights, table), 2e-5f, "outputs");
        BackendProbe.AssertClose(fixture.Values("loss"), [(float)meanLoss], 2e-5f, "loss");
        foreach (var tensor in fixture.NamesUnder("gradients/"))
        {
            BackendProbe.AssertClose(fixture.Values($"gradients/{tensor}"), gradients[tensor].Values, 5e-5f, tensor);
        }
    }

    [TestMethod]
    public void Evaluate_AnyBinsWeightsAndValues_GivesTheSumOfTheDefinition()
    {
        var eighths = Gen.Choose(-400, 400).Select(value => value / 8f);
        var encodings =
            from edges in Gen.ListOf(eighths).Select(list => list.Distinct().Order().ToArray()).Where(list => list.Length > 1)
            from weights in Gen.ArrayOf(eighths, edges.Length)
            from values in Gen.NonEmptyListOf(eighths)
            select (edges, weights, values: values.ToArray());
        Check.One(Properties.Repeatable, Prop.ForAll(Arb.From(encodings), row =>
        {
            // One number per feature and a head that passes it on.
            var (edges, weights, values) = row;
            var encoding = new PiecewiseLinearEncoding { MaximumBins = 4096, Features = [0], BinCounts = [edges.Length - 1], Dimension = 1 };
            var description = Describe(1, encoding, new MlpTrunk { Widths = [] }, "y");
            var tensors = new NetworkWeights(
            [
                new WeightTensor("input.numeric.encoding.edges", [edges.Length], edges),
                new WeightTensor("input.numeric.encoding.weight", [edges.Length - 1, 1], weights[1..]),
                new WeightTensor("input.numeric.encoding.bias", [1, 1], [weights[0]]),
                new WeightTensor("head.y.weight", [1, 1], [1]),
                new WeightTensor("head.y.bias", [1], [0]),
            ]);
            var table = BackendProbe.Table(description, values, [], new float[values.Length], null);
            var outputs = new BackendProbe(new ManagedBackend()).Outputs(description, tensors, table);
            for (var i = 0; i < values.Length; i++)
            {
                double expected = weights[0];
                double size = Math.Abs(expected);
                for (var bin = 0; bin < edges.Length - 1; bin++)
                {
                    var part = (values[i] - (double)edges[bin]) / (edges[bin + 1] - (double)edges[bin]);
                    part = bin == 0 ? part : Math.Max(part, 0);
                    part = bin == edges.Length - 2 ? part : Math.Min(part, 1);
                    expected += part * weights[bin + 1];
                    size += Math.Abs(part * weights[bin + 1]);
                }

                Assert.AreEqual(expected, outputs[i], 1e-5 * (1 + size), $"value {values[i]}");
            }
        }));
    }

    [TestMethod]
    public void Train_LinearTrunkOnBins_FollowsACurve()
    {
        // The label's variance is 2, and a linear model explains next to nothing of a parabola around the mean.
        var network = Fit(new PiecewiseLinearEncoding(), new MlpTrunk { Widths = [], Dropout = 0 }, x => x[0] * x[0], epochs: 40);

        Assert.IsLessThan(0.2, network.History.Epochs[^1].ValidationLoss!.Value);
    }

    [TestMethod]
    public void Train_LinearTrunkOnPeriods_FollowsAWave()
    {
        var network = Fit(new PeriodicEncoding { Sigma = 1 }, new MlpTrunk { Widths = [], Dropout = 0 }, x => MathF.Sin(5 * x[0]), epochs: 40);

        Assert.IsLessThan(0.1, network.History.Epochs[^1].ValidationLoss!.Value);
    }

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void Train_AnyThreadCount_SameWeightsBitForBit(NumericEncoding encoding)
    {
        var trunk = new MlpTrunk { Widths = [20] };
        var expected = Fit(encoding, trunk, x => x[0], epochs: 2, threads: 1);
        foreach (var threads in new[] { 2, 3, 4 })
        {
            var actual = Fit(encoding, trunk, x => x[0], epochs: 2, threads);
            SameBits.AssertWeights(expected, actual, threads);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void Load_SavedNetwork_ScoresTheSameBits(NumericEncoding encoding)
    {
        var network = Fit(encoding, new MlpTrunk { Widths = [20] }, x => x[0], epochs: 1);
        using var description = new MemoryStream();
        using var weights = new MemoryStream();
        network.Save(description, weights);

        var loaded = TrainedNetwork.Load(new MemoryStream(description.ToArray()), new MemoryStream(weights.ToArray()));

        CollectionAssert.AreEqual(Score(network, 50), Score(loaded, 50));
        Assert.AreEqual(network.ParameterCount, loaded.ParameterCount);
    }

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void Run_OneRowAndManyRows_SameBitsAndNoAllocation(NumericEncoding encoding)
    {
        var network = Fit(encoding, new MlpTrunk { Widths = [20] }, x => x[0], epochs: 1);
        var many = Score(network, 50);
        var session = network.CreateScorer().CreateSession(1);
        var one = new float[50];
        var row = 0;
        Allocations.AssertNone(one.Length, () =>
        {
            FillRow(session.Input, row);
            session.Run();
            one[row] = session.Outputs(0)[0];
            row = (row + 1) % one.Length;
        });

        CollectionAssert.AreEqual(many, one);
    }

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void Run_NotFiniteFeature_NaN(NumericEncoding encoding)
    {
        var session = Fit(encoding, new MlpTrunk { Widths = [20] }, x => x[0], epochs: 1).CreateScorer().CreateSession(3);
        foreach (var value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            session.Input.NumericRow(session.Input.AddRow())[0] = value;
        }

        session.Run();

        Assert.IsTrue(session.Outputs(0).ToArray().All(float.IsNaN));
    }

    [TestMethod]
    public void Train_BeforeTheFirstStep_VectorsAreStraightInTheBins()
    {
        var description = Describe(1, PiecewiseLinear with { Features = [0], BinCounts = [4] }, new MlpTrunk());
        var weights = WeightInitializer.Create(
            description, 1, new Dictionary<string, float[]>(StringComparer.Ordinal), new Dictionary<string, float[]>(StringComparer.Ordinal));
        var rows = weights["input.numeric.encoding.weight"].Values.Chunk(PiecewiseLinear.Dimension).ToArray();

        Assert.IsTrue(rows.All(row => row.SequenceEqual(rows[0])));
        Assert.IsTrue(rows[0].All(value => value is >= -0.25f and <= 0.25f));
        Assert.HasCount(PiecewiseLinear.Dimension, rows[0].Distinct());
    }

    [TestMethod]
    public void Train_FlagsAndConstants_AreNotEncoded()
    {
        // Of the three features the second becomes a flag and the third a constant.
        var table = Tables.Map(Tables.Make(300, 3, [], (x, _) => x[0]), x => (x[1], x[2]) = (x[1] > 0 ? 1 : 0, 7));
        foreach (var encoding in new NumericEncoding[] { PiecewiseLinear, Periodic })
        {
            var network = NetworkTrainer.Train(Describe(3, encoding, new MlpTrunk()), table, null, Tables.Settings(epochs: 1));

            CollectionAssert.AreEqual(new[] { 0 }, network.Description.Input.NumericEncoding!.Features!.ToArray());
            Assert.AreEqual(2 + encoding.Dimension, network.Weights["trunk.0.weight"].Shape[1]);
        }
    }

    [TestMethod]
    public void Train_NoFeatureToEncode_IsTheNetworkWithoutEncoding()
    {
        var table = Tables.Map(Tables.Make(300, 1, [], (x, _) => x[0]), x => x[0] = x[0] > 0 ? 1 : 0);
        var plain = NetworkTrainer.Train(Describe(1, null, new MlpTrunk()), table, null, Tables.Settings(epochs: 1));
        var encoded = NetworkTrainer.Train(Describe(1, PiecewiseLinear, new MlpTrunk()), table, null, Tables.Settings(epochs: 1));

        CollectionAssert.AreEqual(plain.Weights["trunk.0.weight"].Values, encoded.Weights["trunk.0.weight"].Values);
    }

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void Train_FromPreviousNetwork_KeepsItsFeaturesAndBins(NumericEncoding encoding)
    {
        var description = Describe(3, encoding, new MlpTrunk { Widths = [20] });
        var first = Fit(encoding, new MlpTrunk { Widths = [20] }, x => x[0], epochs: 1);

        // Other rows, whose first feature is a flag: fitted anew they would give another network.
        var rows = Tables.Map(Tables.Make(300, 3, [], (x, _) => x[0], seed: 8), x => x[0] = x[0] > 0 ? 1 : 0);
        var second = NetworkTrainer.Train(description, rows, null, Tables.Settings(epochs: 1), previous: first);

        CollectionAssert.AreEqual(
            first.Description.Input.NumericEncoding!.Features!.ToArray(), second.Description.Input.NumericEncoding!.Features!.ToArray());
        if (first.Weights.TryGet(PiecewiseLinearOperation.EdgesName, out var edges))
        {
            CollectionAssert.AreEqual(edges.Values, second.Weights[PiecewiseLinearOperation.EdgesName].Values);
        }
    }

    [TestMethod]
    public void Train_FromPreviousNetworkOfAnotherEncoding_Throws()
    {
        var first = Fit(Periodic, new MlpTrunk { Widths = [20] }, x => x[0], epochs: 1);
        var table = Tables.Make(300, 3, [], (x, _) => x[0]);

        var error = Assert.ThrowsExactly<ArgumentException>(() => NetworkTrainer.Train(
            Describe(3, PiecewiseLinear, new MlpTrunk { Widths = [20] }), table, null, Tables.Settings(), previous: first));

        StringAssert.Contains(error.Message, "PiecewiseLinearEncoding", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Validate_SparseFeatures_SaysWhatToDo()
    {
        var description = Describe(5, PiecewiseLinear, new MlpTrunk());
        description = description with { Input = description.Input with { IsSparse = true } };

        var error = Assert.ThrowsExactly<ArgumentException>(description.Validate);

        StringAssert.Contains(error.Message, "Make the features dense or leave NumericEncoding out", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Validate_OptionOutOfRange_NamesIt()
    {
        AssertRefused(PiecewiseLinear with { MaximumBins = 0 }, "MaximumBins is 0");
        AssertRefused(PiecewiseLinear with { Dimension = 0 }, "Dimension is 0");
        AssertRefused(PiecewiseLinear with { Binning = (Binning)7 }, "Binning is 7");
        AssertRefused(PiecewiseLinear with { Features = [0, 0] }, "Features[1] is 0");
        AssertRefused(PiecewiseLinear with { Features = [2] }, "Features names feature 2");
        AssertRefused(PiecewiseLinear with { Features = [0], BinCounts = [14] }, "BinCounts is 14");
        AssertRefused(PiecewiseLinear with { Features = [0], BinCounts = [1, 1] }, "BinCounts has 2 entries");
        AssertRefused(Periodic with { Frequencies = 0 }, "Frequencies is 0");
        AssertRefused(Periodic with { Sigma = float.NaN }, "Sigma is NaN");
        AssertRefused(Periodic with { Features = [-1] }, "Features[0] is -1");
    }

    private static void AssertRefused(NumericEncoding encoding, string message) => StringAssert.Contains(
        Assert.Throws<ArgumentException>(Describe(2, encoding, new MlpTrunk()).Validate).Message, message, StringComparison.Ordinal);

    private static TrainedNetwork Fit(NumericEncoding encoding, MlpTrunk trunk, Func<float[], float> label, int epochs, int threads = 2) =>
        NetworkTrainer.Train(
            Describe(3, encoding, trunk),
            Tables.Make(700, 3, [], (x, _) => label(x)),
            Tables.Make(300, 3, [], (x, _) => label(x), seed: 2),
            Tables.Settings(epochs) with { ThreadCount = threads, BatchSize = 150 });

    private static NetworkDescription Describe(int numerics, NumericEncoding? encoding, MlpTrunk trunk, string head = "Score") => new()
    {
        Input = new InputDescription { NumericCount = numerics, NumericEncoding = encoding, Standardize = encoding is PeriodicEncoding { Features: null } },
        Trunk = trunk,
        Heads = [new HeadDescription { Name = head, OutputCount = 1, Loss = new SquaredLoss() }],
    };

    private static float[] Score(TrainedNetwork network, int rows)
    {
        var session = network.CreateScorer().CreateSession(rows);
        for (var row = 0; row < rows; row++)
        {
            FillRow(session.Input, row, clear: false);
        }

        session.Run();
        return session.Outputs(0).ToArray();
    }

    private static void FillRow(Batch batch, int row, bool clear = true)
    {
        if (clear)
        {
            batch.Clear();
        }

        var values = batch.NumericRow(batch.AddRow());
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = 4 * MathF.Sin((10 * row) + i);
        }
    }
}
