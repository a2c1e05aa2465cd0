namespace NeuralTrainers.Networks.Tests;

/// <summary>Holds a backend against the numbers that PyTorch computes. Uses its public face only, so that it fits every backend.</summary>
public abstract class BackendFixtureTests
{
    protected abstract ITrainingBackend Backend { get; }

    private BackendProbe Probe => new(Backend);

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Train_EachLoss_HasPyTorchsLossAndGradient(string file, string name, Loss loss)
    {
        var fixture = Fixture.Load(file);
        var (description, weights, table) = HandThrough(fixture, name, loss, fixture.Values("rowWeights"));

        var (gradients, meanLoss) = Probe.Step(description, weights, table);

        BackendProbe.AssertClose(fixture.Values($"{name}/loss"), [(float)meanLoss], 1e-6f, "loss");
        var width = description.Heads[0].OutputCount;
        BackendProbe.AssertClose(fixture.Values($"{name}/gradient"), gradients["input.embedding.row.weight"].Values[width..], 2e-6f, "gradient");
    }

    public static IEnumerable<object[]> Losses() =>
    [
        ["losses", "squared", new SquaredLoss()],
        ["losses", "absolute", new AbsoluteLoss()],
        ["losses", "huber-1", new HuberLoss()],
        ["losses", "huber-0.5", new HuberLoss { Delta = 0.5f }],
        ["losses", "binary", new BinaryCrossEntropyLoss()],
        ["losses", "categorical", new CategoricalCrossEntropyLoss()],
        ["losses", "categorical-smoothed", new CategoricalCrossEntropyLoss { LabelSmoothing = 0.1f }],
        .. FurtherLosses(),
    ];

    public static IEnumerable<object[]> FurtherLosses() =>
    [
        ["further-losses", "log-cosh", new LogCoshLoss()],
        ["further-losses", "pinball", new PinballLoss { Quantiles = [0.05f, 0.5f, 0.75f] }],
        ["further-losses", "gaussian", new GaussianLoss()],
        ["further-losses", "poisson", new PoissonLoss()],
        ["further-losses", "gamma", new GammaLoss()],
        ["further-losses", "tweedie-1.5", new TweedieLoss()],
        ["further-losses", "tweedie-1.2", new TweedieLoss { Power = 1.2f }],
        ["further-losses", "binary-smoothed", new BinaryCrossEntropyLoss { LabelSmoothing = 0.2f }],
        ["further-losses", "binary-focal", new BinaryFocalLoss()],
        ["further-losses", "binary-focal-0.25", new BinaryFocalLoss { Gamma = 1.5f, Alpha = 0.25f }],
        ["further-losses", "binary-hinge", new BinaryHingeLoss()],
        ["further-losses", "categorical-wide", new CategoricalCrossEntropyLoss()],
        ["further-losses", "categorical-wide-smoothed", new CategoricalCrossEntropyLoss { LabelSmoothing = 0.1f }],
        ["further-losses", "categorical-focal", new CategoricalFocalLoss()],
        ["further-losses", "categorical-focal-weighted", new CategoricalFocalLoss { Gamma = 0.5f, Alpha = [0.5f, 1, 2] }],
        ["further-losses", "hinge-crammer-singer", new CategoricalHingeLoss()],
        ["further-losses", "hinge-weston-watkins", new CategoricalHingeLoss { Form = MulticlassHinge.WestonWatkins }],
        ["further-losses", "kullback-leibler", new KullbackLeiblerLoss()],
    ];

    // Each row looks up a vector of its own that the head hands through: the vector's gradient is the gradient by the outputs.
    internal static (NetworkDescription Description, NetworkWeights Weights, TrainingTable Table) HandThrough(
        Fixture fixture, string name, Loss loss, float[]? rowWeights)
    {
        var outputs = fixture.Values($"{name}/outputs");
        var (rows, width) = (fixture.Shape($"{name}/outputs")[0], fixture.Shape($"{name}/outputs")[1]);
        var description = Describe(
            0, [("row", rows, width)], new MlpTrunk { Widths = [], Dropout = 0 }, new HeadDescription { Name = "y", OutputCount = width, Loss = loss });
        var weights = new NetworkWeights(
        [
            new WeightTensor("input.embedding.row.weight", [rows + 1, width], [.. new float[width], .. outputs]),
            new WeightTensor("head.y.weight", [width, width], [.. Enumerable.Range(0, width * width).Select(i => i % (width + 1) == 0 ? 1f : 0f)]),
            new WeightTensor("head.y.bias", [width], new float[width]),
        ]);
        return (description, weights, BackendProbe.Table(description, [], [.. Enumerable.Range(1, rows)], fixture.Values($"{name}/labels"), rowWeights));
    }

    [TestMethod]
    [DataRow("identity")]
    [DataRow("relu")]
    [DataRow("sigmoid")]
    [DataRow("tanh")]
    public void Train_EachActivation_HasPyTorchsValueAndGradient(string name)
    {
        var fixture = Fixture.Load("activations");
        var inputs = fixture.Values("inputs");
        var description = Describe(
            0,
            [("row", inputs.Length, 1)],
            new MlpTrunk { Widths = [1], Dropout = 0, Activation = ActivationOf(name) },
            new HeadDescription { Name = "y", OutputCount = 1, Loss = new SquaredLoss() });
        var weights = new NetworkWeights(
        [
            new WeightTensor("input.embedding.row.weight", [inputs.Length + 1, 1], [0, .. inputs]),
            new WeightTensor("trunk.0.weight", [1, 1], [1]),
            new WeightTensor("trunk.0.bias", [1], [0]),
            new WeightTensor("head.y.weight", [1, 1], [1]),
            new WeightTensor("head.y.bias", [1], [0]),
        ]);
        var table = BackendProbe.Table(description, [], [.. Enumerable.Range(1, inputs.Length)], fixture.Values("labels"), null);

        BackendProbe.AssertClose(fixture.Values($"{name}/outputs"), Probe.Outputs(description, weights, table), 1e-6f, "outputs");
        BackendProbe.AssertClose(
            fixture.Values($"{name}/squaredLossGradient"),
            Probe.Step(description, weights, table).Gradients["input.embedding.row.weight"].Values[1..],
            2e-6f,
            "gradient");
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Train_WholeNetwork_HasPyTorchsOutputsAndGradients(string activation, string head)
    {
        var (fixture, description, weights, table) = LoadNetwork(activation, head);

        var (gradients, meanLoss) = Probe.Step(description, weights, table);

        BackendProbe.AssertClose(fixture.Values($"{head}/outputs"), Probe.Outputs(description, weights, table), 5e-6f, "outputs");
        BackendProbe.AssertClose(fixture.Values($"{head}/trainingLosses")[..1], [(float)meanLoss], 5e-6f, "loss");
        Assert.HasCount(weights.Count, fixture.NamesUnder($"{head}/gradients/"));
        foreach (var tensor in weights)
        {
            BackendProbe.AssertClose(fixture.Values($"{head}/gradients/{tensor.Name}"), gradients[tensor.Name].Values, 5e-6f, tensor.Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Train_TwentySteps_FollowsPyTorchsLosses(string activation, string head)
    {
        var (fixture, description, weights, table) = LoadNetwork(activation, head);
        var settings = new TrainingSettings
        {
            Optimizer = new AdamW { Beta1 = fixture.Scalar("beta1"), Beta2 = fixture.Scalar("beta2"), Epsilon = fixture.Scalar("epsilon") },
            WeightDecay = fixture.Scalar("weightDecay"),
            GradientClipNorm = 1,
            BatchSize = table.RowCount,
            CategoryMaskRate = 0,
            ThreadCount = 2,
        };
        var steps = fixture.Shape($"{head}/trainingLosses")[0];
        var (losses, norms) = (new float[steps], new float[steps]);

        using (var session = Backend.Open(description, weights, settings))
        {
            for (var step = 0; step < steps; step++)
            {
                session.Train(table, BackendProbe.AllRows(table), new TrainingStep(step, fixture.Scalar("learningRate")));
                var statistics = session.TakeStatistics();
                (losses[step], norms[step]) = ((float)statistics.MeanLoss, (float)statistics.MeanGradientNorm);
            }
        }

        BackendProbe.AssertClose(fixture.Values($"{head}/trainingLosses"), losses, 5e-5f, "loss of step");
        BackendProbe.AssertClose(fixture.Values($"{head}/gradientNorms"), norms, 5e-5f, "gradient norm of step");
    }

    public static IEnumerable<object[]> Networks() =>
        from activation in new[] { "identity", "relu", "sigmoid", "tanh" }
        from head in new[] { "regression", "binary", "multiclass" }
        select new object[] { activation, head };

    private static (Fixture Fixture, NetworkDescription Description, NetworkWeights Weights, TrainingTable Table) LoadNetwork(
        string activation, string head)
    {
        var fixture = Fixture.Load($"mlp-{activation}");
        Loss loss = head switch
        {
            "regression" => new SquaredLoss(),
            "binary" => new BinaryCrossEntropyLoss(),
            _ => new CategoricalCrossEntropyLoss(),
        };
        var description = Describe(
            fixture.Shape("numeric")[1],
            [("first", 7, 3), ("second", 4, 2)],
            new MlpTrunk { Widths = [8, 6], Dropout = 0, Activation = ActivationOf(activation) },
            new HeadDescription { Name = "y", OutputCount = fixture.Shape($"{head}/outputs")[1], Loss = loss });
        var table = BackendProbe.Table(
            description,
            fixture.Values("numeric"),
            [.. fixture.Values("categories").Select(category => (int)category)],
            fixture.Values($"{head}/labels"),
            fixture.Values("rowWeights"));
        return (fixture, description, fixture.Weights($"{head}/weights/"), table);
    }

    private static Activation ActivationOf(string name) => name switch
    {
        "identity" => Activation.Identity,
        "relu" => Activation.Relu,
        "sigmoid" => Activation.Sigmoid,
        _ => Activation.Tanh,
    };

    private static NetworkDescription Describe(
        int numerics, (string Name, int Cardinality, int Dimension)[] embeddings, Trunk trunk, HeadDescription head) => new()
        {
            Input = new InputDescription
            {
                NumericCount = numerics,
                Embeddings = [.. embeddings.Select(embedding => new EmbeddingDescription
                {
                    Column = embedding.Name,
                    Table = embedding.Name,
                    Cardinality = embedding.Cardinality,
                    Dimension = embedding.Dimension,
                })],
            },
            Trunk = trunk,
            Heads = [head],
        };
}
