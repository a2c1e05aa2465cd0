namespace NeuralTrainers.Networks.Tests;

/// <summary>Small trunks of every kind, with every kind of layer.</summary>
internal static class TrunkSamples
{
    /// <summary>By a name that says what is special.</summary>
    public static IReadOnlyDictionary<string, Trunk> All { get; } = Layers().Concat(Residual()).Concat(Combined()).Concat(Ensembles())
        .ToDictionary(pair => pair.Name, pair => pair.Trunk, StringComparer.Ordinal);

    /// <summary>The trunk with all dropout taken out.</summary>
    public static Trunk WithoutNoise(Trunk trunk) => trunk switch
    {
        MlpTrunk mlp => mlp with
        {
            Dropout = Dropout.None,
            InputDropout = Dropout.None,
            Overrides = [.. mlp.Overrides.Select(single => single with { Dropout = null })],
        },
        ResidualTrunk residual => residual with { Dropout = Dropout.None, ResidualDropout = Dropout.None },
        DenselyConnectedTrunk dense => dense with { Dropout = Dropout.None },
        AttentionCombinedTrunk combined => combined with { Block = WithoutNoise(combined.Block) },
        GatedEnsembleTrunk gated => gated with { Experts = [.. gated.Experts.Select(WithoutNoise)], Gate = WithoutNoise(gated.Gate) },
        HierarchicalGatingTrunk tree => tree with { Expert = WithoutNoise(tree.Expert) },
        TransformerTrunk transformer => transformer with { AttentionDropout = 0, FeedForwardDropout = 0, ResidualDropout = 0 },
        SequentialTrunk sequence => sequence with { Parts = [.. sequence.Parts.Select(WithoutNoise)] },
        SharedTrunk shared => shared with { Body = WithoutNoise(shared.Body) },
        RepeatedTrunk repeated => repeated with { Body = WithoutNoise(repeated.Body) },
        _ => throw new ArgumentException($"{trunk.GetType().Name} is not known here."),
    };

    /// <summary>The data of a test method: names.</summary>
    public static IEnumerable<object[]> Names() => All.Keys.Select(name => new object[] { name });

    private static MlpTrunk Mlp(Activation? activation = null, Normalization? normalization = null, Dropout? dropout = null) => new()
    {
        Widths = [8, 6],
        Activation = activation ?? Activation.Tanh,
        Normalization = normalization,
        Dropout = dropout ?? Dropout.None,
    };

    private static IEnumerable<(string Name, Trunk Trunk)> Layers()
    {
        Activation[] activations =
        [
            Activation.Identity, Activation.Relu, Activation.LeakyRelu, Activation.ParametricRelu, new EluActivation { Alpha = 0.7f }, Activation.Selu,
            Activation.Gelu, Activation.Silu, Activation.Mish, Activation.Softplus, Activation.Sigmoid, Activation.Tanh, Activation.Gaussian,
            Activation.Maxout, new MaxoutActivation { Pieces = 3 },
        ];
        foreach (var activation in activations)
        {
            yield return ($"{activation}", Mlp(activation));
        }

        // The unit jumps at 0: a difference quotient across the jump would show nothing, so inputs are kept on one side of it.
        yield return ("LinearSigmoid", Mlp() with
        {
            Overrides = [new LayerOverride { Layer = 0, Activation = Activation.Sigmoid }, new LayerOverride { Layer = 1, Activation = new LinearSigmoidActivation { InitialScale = 2 } }],
            Initialization = new UniformInitialization { Bound = 0.5f },
        });
        yield return ("BatchNormalization", Mlp(normalization: new BatchNormalization()));
        yield return ("BatchNormalization, ReLU, dropout", Mlp(Activation.Relu, new BatchNormalization { Momentum = 0.3f }, 0.2f));
        yield return ("LayerNormalization", Mlp(normalization: new LayerNormalization()));
        yield return ("LayerNormalization, ReLU", Mlp(Activation.Relu, new LayerNormalization { Epsilon = 1e-3f }));
        yield return ("GroupNormalization", Mlp(normalization: new GroupNormalization { Groups = 2 }));
        yield return ("WeightNormalization", Mlp(normalization: new WeightNormalization()));
        yield return ("WeightNormalization, ReLU, dropout", Mlp(Activation.Relu, new WeightNormalization(), 0.2f));
        yield return ("WeightNormalization, DropConnect", Mlp(normalization: new WeightNormalization(), dropout: new DropConnect { Rate = 0.3f }));
        Dropout[] dropouts =
        [
            0.3f, new AlphaDropout { Rate = 0.3f }, new GaussianDropout { Rate = 0.3f }, new DropConnect { Rate = 0.3f },
            new VariationalDropout { Penalty = 0.02f }, new ConcreteDropout { Penalty = 0.02f, Temperature = 0.3f },
        ];
        foreach (var dropout in dropouts)
        {
            yield return ($"{dropout}", Mlp(dropout: dropout));
            if (dropout is not DropConnect)
            {
                yield return ($"Input {dropout}", Mlp() with { InputDropout = dropout });
            }
        }

        yield return ("ReLU, standard dropout", Mlp(Activation.Relu, dropout: 0.3f));
        yield return ("Overrides", Mlp(normalization: new LayerNormalization()) with
        {
            Overrides =
            [
                new LayerOverride { Layer = 0, WithoutNormalization = true, Activation = Activation.Gelu },
                new LayerOverride { Layer = 1, Normalization = new BatchNormalization(), Dropout = 0.4f },
            ],
        });
    }

    private static IEnumerable<(string Name, Trunk Trunk)> Residual()
    {
        var smooth = new ResidualTrunk { Widths = [6, 6], Activation = Activation.Tanh, Dropout = 0, Normalization = new LayerNormalization() };
        yield return ("Residual", new ResidualTrunk { Widths = [6, 6] });
        yield return ("Residual, smooth", smooth with { Normalization = new BatchNormalization(), Dropout = 0.2f, ResidualDropout = 0.1f });
        yield return ("Residual, post-activation", smooth with { Order = ResidualOrder.PostActivation, Dropout = 0.2f, ResidualDropout = 0.1f });
        yield return ("Residual, post-activation, ReLU", smooth with
        {
            Order = ResidualOrder.PostActivation, Activation = Activation.Relu, Normalization = new BatchNormalization(),
        });
        yield return ("Residual, stages, projection", smooth with { Widths = [4, 7, 5], Order = ResidualOrder.PostActivation });
        yield return ("Residual, stages, projection first", smooth with { Widths = [4, 7, 5], Activation = Activation.Gelu });
        yield return ("Residual, stages, zero padding", smooth with { Widths = [4, 7, 7], Shortcut = ResidualShortcut.ZeroPadding });
        yield return ("Residual, bottleneck", smooth with { Widths = [8], HiddenLayers = 2, HiddenFactor = 0.5f });
        yield return ("Residual, grouped", smooth with { Widths = [8, 8], HiddenLayers = 3, HiddenFactor = 0.75f, Groups = 3 });
        yield return ("Residual, grouped, post-activation", smooth with
        {
            Widths = [8], HiddenLayers = 2, HiddenFactor = 1.5f, Groups = 4, Order = ResidualOrder.PostActivation, Activation = Activation.Relu,
        });
        yield return ("Residual, excitation", smooth with { Excitation = 2, ResidualDropout = new GaussianDropout { Rate = 0.1f } });
        yield return ("Residual, weight normalization", smooth with { Normalization = new WeightNormalization(), Dropout = new DropConnect { Rate = 0.1f } });
        yield return ("Residual, no normalization", smooth with
        {
            Normalization = null, Activation = Activation.Maxout, ResidualDropout = new DropConnect { Rate = 0.1f },
        });
    }

    private static IEnumerable<(string Name, Trunk Trunk)> Combined()
    {
        var expert = Mlp() with { Widths = [5] };
        yield return ("Densely connected", new DenselyConnectedTrunk { Widths = [5, 4, 3], Activation = Activation.Tanh, Dropout = 0.1f });
        yield return ("Densely connected, batch normalization", new DenselyConnectedTrunk
        {
            Widths = [5, 4], Activation = Activation.Silu, Normalization = new BatchNormalization(), Dropout = 0,
        });
        yield return ("Attention-combined", new AttentionCombinedTrunk { Block = Mlp(dropout: 0.1f), Count = 3 });
        yield return ("Gated ensemble", new GatedEnsembleTrunk
        {
            Experts = [expert with { Widths = [15] }, new DenselyConnectedTrunk { Widths = [5], Dropout = 0 }, expert with { Widths = [8, 15] }],
        });
        yield return ("Gated ensemble, meta-learner", new GatedEnsembleTrunk { Experts = [expert, expert], Gate = Mlp(), GateInput = GateInput.Experts });
        yield return ("Gated ensemble, inputs as experts", new GatedEnsembleTrunk { Experts = [Mlp() with { Widths = [] }, Mlp() with { Widths = [] }] });
        yield return ("Hierarchical gating", new HierarchicalGatingTrunk { Depth = 2, Expert = expert });
        yield return ("Hierarchical gating, deep", new HierarchicalGatingTrunk { Depth = 3, Expert = expert with { Widths = [3] } });
        yield return ("Sequence", new SequentialTrunk { Parts = [expert, new ResidualTrunk { Widths = [4], Activation = Activation.Tanh, Dropout = 0 }] });
        yield return ("Repeated", new RepeatedTrunk { Body = expert, Times = 3, SharesWeights = false });
        var shared = new SharedTrunk { Name = "first", Body = Mlp(Activation.ParametricRelu, new BatchNormalization()) with { Widths = [4] } };
        yield return ("Shared by experts", new GatedEnsembleTrunk
        {
            Experts = [new SequentialTrunk { Parts = [shared, expert] }, new SequentialTrunk { Parts = [shared, new MlpTrunk { Widths = [5], Activation = Activation.Silu, Dropout = 0 }] }],
        });
        var inner = new SharedTrunk { Name = "inner", Body = Mlp(dropout: 0.1f) with { Widths = [6, 5] } };
        yield return ("Shared at two depths", new SequentialTrunk { Parts = [expert, inner, expert, inner] });
        yield return ("Repeated, shared", new SequentialTrunk
        {
            Parts =
            [
                expert,
                new RepeatedTrunk
                {
                    Times = 3,
                    Body = Mlp(Activation.ParametricRelu, new BatchNormalization(), 0.1f) with { Widths = [7, 5] },
                },
            ],
        });
        yield return ("Repeated, shared residual", new SequentialTrunk
        {
            Parts =
            [
                expert,
                new RepeatedTrunk
                {
                    Body = new ResidualTrunk
                    {
                        Widths = [5], Activation = Activation.Tanh, HiddenLayers = 2, HiddenFactor = 2, Groups = 2, Normalization = new LayerNormalization(),
                    },
                },
            ],
        });
    }

    private static IEnumerable<(string Name, Trunk Trunk)> Ensembles()
    {
        var small = new BatchEnsembleTrunk { Members = 3, Widths = [6, 5], Activation = Activation.Tanh, Dropout = 0 };
        yield return ("Batch ensemble", small with { Dropout = 0.2f });
        yield return ("Batch ensemble, ReLU", small with { Activation = Activation.Relu, Dropout = 0.2f, Start = BatchEnsembleStart.Normal });
        yield return ("Batch ensemble, linear", small with { Activation = Activation.Identity, Dropout = 0.2f });
        yield return ("Batch ensemble, other dropout", small with { Activation = Activation.Maxout, Dropout = new ConcreteDropout { Penalty = 0.02f } });
        yield return ("Batch ensemble, one member", small with { Members = 1 });
        var transformer = new TransformerTrunk
        {
            Blocks = 2, Width = 6, AttentionHeads = 2, Activation = Activation.Gelu, AttentionDropout = 0.2f, FeedForwardDropout = 0.1f, ResidualDropout = 0.1f,
        };
        yield return ("Transformer", transformer);
        yield return ("Transformer, plain", transformer with { Blocks = 1, Gated = false, AttentionDropout = 0, AttentionHeads = 1, FeedForwardFactor = 2 });
        yield return ("Transformer, tokens as long as embeddings", transformer with { Width = 3, AttentionHeads = 3, Activation = Activation.Relu, FeedForwardDropout = 0 });
        yield return ("Transformer over units", new SequentialTrunk { Parts = [Mlp() with { Widths = [4] }, transformer with { Blocks = 1 }] });
        yield return ("Batch ensemble before a mixture", new SequentialTrunk
        {
            Parts = [small with { Widths = [5] }, new GatedEnsembleTrunk { Experts = [Mlp() with { Widths = [4] }, Mlp() with { Widths = [4] }] }],
        });
        yield return ("Batch ensemble in a sequence", new SequentialTrunk
        {
            Parts = [small, new ResidualTrunk { Widths = [4], Activation = Activation.Tanh, Normalization = new LayerNormalization() }],
        });
    }
}
