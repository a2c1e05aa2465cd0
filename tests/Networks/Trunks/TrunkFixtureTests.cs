namespace NeuralTrainers.Networks.Tests;

/// <summary>Holds a backend's activations and trunks against the numbers that PyTorch computes.</summary>
public abstract class TrunkFixtureTests
{
    protected abstract ITrainingBackend Backend { get; }

    private BackendProbe Probe => new(Backend);

    public static IEnumerable<object[]> Activations { get; } =
    [
        ["leakyRelu", Activation.LeakyRelu, ""],
        ["parametricRelu", Activation.ParametricRelu, "slope"],
        ["elu", Activation.Elu, ""],
        ["selu", Activation.Selu, ""],
        ["gelu", Activation.Gelu, ""],
        ["silu", Activation.Silu, ""],
        ["mish", Activation.Mish, ""],
        ["softplus", Activation.Softplus, ""],
        ["gaussian", Activation.Gaussian, ""],
        ["linearSigmoid", Activation.LinearSigmoid, "log_scale"],
    ];

    public static IEnumerable<object[]> Trunks { get; } =
    [
        ["mlp-batch-norm", Mlp(new BatchNormalization { Momentum = 0.3f })],
        ["mlp-layer-norm", Mlp(new LayerNormalization())],
        ["mlp-group-norm", Mlp(new GroupNormalization { Groups = 2 })],
        ["mlp-weight-norm", Mlp(new WeightNormalization())],
        ["mlp-maxout", Mlp(null) with { Activation = new MaxoutActivation { Pieces = 3 } }],
        ["residual-before", new ResidualTrunk { Widths = [6, 6], Dropout = 0 }],
        ["residual-after", new ResidualTrunk { Widths = [6, 8], HiddenFactor = 1, Order = ResidualOrder.PostActivation, Dropout = 0 }],
        ["residual-grouped", new ResidualTrunk
        {
            Widths = [8],
            HiddenFactor = 1.5f,
            HiddenLayers = 2,
            Groups = 4,
            Excitation = 4,
            Order = ResidualOrder.PostActivation,
            Normalization = new LayerNormalization(),
            Dropout = 0,
        }],
        ["densely-connected", new DenselyConnectedTrunk { Widths = [5, 4, 3], Activation = Activation.Silu, Dropout = 0 }],
        ["attention-combined", new AttentionCombinedTrunk { Block = Expert, Count = 3 }],
        ["gated-ensemble", new GatedEnsembleTrunk
        {
            Experts = [Expert, Expert],
            Gate = new MlpTrunk { Widths = [4], Dropout = 0 },
            GateInput = GateInput.Experts,
        }],
        ["hierarchical-gating", new HierarchicalGatingTrunk { Depth = 2, Expert = Expert }],
        ["repeated", new SequentialTrunk { Parts = [Expert, new RepeatedTrunk { Body = Expert, Times = 3 }] }],
        ["batch-ensemble", new BatchEnsembleTrunk { Members = 3, Widths = [8, 6], Dropout = 0 }],
        ["transformer", new TransformerTrunk
        {
            Blocks = 2,
            Width = 4,
            AttentionHeads = 2,
            FeedForwardFactor = 1.25f,
            AttentionDropout = 0,
            FeedForwardDropout = 0,
        }],
    ];

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Train_EachActivation_HasPyTorchsValueAndGradient(string name, Activation activation, string learned)
    {
        var fixture = Fixture.Load("further-activations");
        var inputs = fixture.Values("inputs");
        var description = Describe(0, [("row", inputs.Length, 1)], new MlpTrunk { Widths = [1], Dropout = 0, Activation = activation });
        List<WeightTensor> weights =
        [
            new("input.embedding.row.weight", [inputs.Length + 1, 1], [0, .. inputs]),
            new("trunk.0.weight", [1, 1], [1]),
            new("trunk.0.bias", [1], [0]),
            new("head.y.weight", [1, 1], [1]),
            new("head.y.bias", [1], [0]),
        ];
        if (learned.Length > 0)
        {
            weights.Add(new WeightTensor($"trunk.0.activation.{learned}", [1], fixture.Values($"{name}/{learned}")));
        }

        var network = new NetworkWeights(weights);
        var table = BackendProbe.Table(description, [], [.. Enumerable.Range(1, inputs.Length)], fixture.Values("labels"), null);
        var (gradients, _) = Probe.Step(description, network, table);

        BackendProbe.AssertClose(fixture.Values($"{name}/outputs"), Probe.Outputs(description, network, table), 1e-6f, "outputs");
        BackendProbe.AssertClose(
            fixture.Values($"{name}/squaredLossGradient"), gradients["input.embedding.row.weight"].Values[1..], 2e-6f, "gradient");
        if (learned.Length > 0)
        {
            BackendProbe.AssertClose(
                fixture.Values($"{name}/{learned}Gradient"), gradients[$"trunk.0.activation.{learned}"].Values, 2e-6f, learned);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Trunks))]
    public void Train_EachTrunk_HasPyTorchsScoresAndGradients(string name, Trunk trunk)
    {
        var fixture = Fixture.Load(name);
        var description = Describe(fixture.Shape("numeric")[1], [("first", 7, 3), ("second", 4, 2)], trunk);
        var weights = fixture.Weights("weights/");
        var table = BackendProbe.Table(
            description,
            fixture.Values("numeric"),
            [.. fixture.Values("categories").Select(category => (int)category)],
            fixture.Values("labels"),
            fixture.Values("rowWeights"));

        var (steps, meanLoss) = Probe.Step(description, weights, table);

        BackendProbe.AssertClose(fixture.Values("scores"), Probe.Outputs(description, weights, table), 1e-5f, "scores");
        BackendProbe.AssertClose(fixture.Values("loss"), [(float)meanLoss], 1e-5f, "loss");
        var constants = fixture.NamesUnder("after/");
        Assert.HasCount(weights.Count - constants.Length, fixture.NamesUnder("gradients/"));
        foreach (var tensor in fixture.Weights("gradients/"))
        {
            BackendProbe.AssertClose(tensor.Values, steps[tensor.Name].Values, 2e-5f, tensor.Name);
        }

        foreach (var constant in constants)
        {
            float[] after = [.. weights[constant].Values.Zip(steps[constant].Values, (before, step) => before - (step * BackendProbe.Rate))];
            BackendProbe.AssertClose(fixture.Values($"after/{constant}"), after, 1e-6f, constant);
        }
    }

    private static MlpTrunk Expert => Mlp(null) with { Widths = [6] };

    private static MlpTrunk Mlp(Normalization? normalization) =>
        new() { Widths = [8, 6], Activation = Activation.Tanh, Normalization = normalization, Dropout = 0 };

    private static NetworkDescription Describe(int numerics, (string Name, int Cardinality, int Dimension)[] embeddings, Trunk trunk) => new()
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
        Heads = [new HeadDescription { Name = "y", OutputCount = 1, Loss = new SquaredLoss() }],
    };
}
