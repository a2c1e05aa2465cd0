namespace NeuralTrainers;

/// <summary>
/// A multilayer perceptron: per layer a linear map, normalization if there is one, the activation, then dropout. With no layer at all the
/// heads read the input, which makes linear, logistic or softmax regression.
/// </summary>
public sealed record MlpTrunk : Trunk
{
    internal const int MaximumLayers = 256;
    internal const int MaximumWidth = 65_536;

    /// <summary>The number of units of each hidden layer, from the input on.</summary>
    /// <value>The default is three layers of 256 units.</value>
    public IReadOnlyList<int> Widths { get; init; } = [256, 256, 256];

    /// <summary>The nonlinearity after each layer.</summary>
    /// <value>The default is <see cref="Activation.Relu"/>.</value>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The normalization of each layer, before its activation; null for none.</summary>
    /// <value>The default is null.</value>
    public Normalization? Normalization { get; init; }

    /// <summary>The dropout after each layer. A number is the rate of standard dropout.</summary>
    /// <value>The default is standard dropout of rate 0.1.</value>
    public Dropout Dropout { get; init; } = 0.1f;

    /// <summary>The dropout on the trunk's input. A number is the rate of standard dropout.</summary>
    /// <value>The default is none.</value>
    public Dropout InputDropout { get; init; } = Dropout.None;

    /// <summary>What single layers do differently.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<LayerOverride> Overrides { get; init; } = [];

    internal override void Validate()
    {
        base.Validate();
        RequireWidths(Widths, minimumCount: 0);
        Require.NotNull(Activation, nameof(Activation));
        Require.NotNull(Dropout, nameof(Dropout));
        Require.NotNull(InputDropout, nameof(InputDropout));
        Require.NotNull(Overrides, nameof(Overrides));
        Activation.Validate();
        Normalization?.Validate();
        Dropout.Validate();
        InputDropout.Validate();
        if (InputDropout is DropConnect)
        {
            throw new ArgumentException($"{nameof(InputDropout)} cannot be {nameof(DropConnect)}: the input has no weights.");
        }

        var layers = new HashSet<int>();
        foreach (var single in Overrides)
        {
            Require.NotNull(single, nameof(Overrides));
            single.Validate(Widths.Count);
            if (!layers.Add(single.Layer))
            {
                throw new ArgumentException($"{nameof(Overrides)} names layer {single.Layer} twice.");
            }
        }
    }
}
