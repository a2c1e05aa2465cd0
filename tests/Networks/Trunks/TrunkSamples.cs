namespace NeuralTrainers.Networks.Tests;

/// <summary>Small trunks of every kind, with every kind of layer.</summary>
internal static class TrunkSamples
{
    /// <summary>By a name that says what is special.</summary>
    public static IReadOnlyDictionary<string, Trunk> All { get; } = Layers()
        .ToDictionary(pair => pair.Name, pair => pair.Trunk, StringComparer.Ordinal);

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
}
