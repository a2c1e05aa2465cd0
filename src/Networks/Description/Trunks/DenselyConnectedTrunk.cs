namespace NeuralTrainers;

/// <summary>
/// A densely connected network: each layer reads the input and the outputs of all layers before it, side by side, and so do the heads (Huang
/// et al., "Densely Connected Convolutional Networks", 2017, with dense layers).
/// </summary>
public sealed record DenselyConnectedTrunk : Trunk
{
    /// <summary>The number of units of each layer.</summary>
    /// <value>The default is four layers of 64 units.</value>
    public IReadOnlyList<int> Widths { get; init; } = [64, 64, 64, 64];

    /// <summary>The nonlinearity after each layer.</summary>
    /// <value>The default is <see cref="Activation.Relu"/>.</value>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The normalization of each layer, before its activation; null for none.</summary>
    /// <value>The default is null.</value>
    public Normalization? Normalization { get; init; }

    /// <summary>The dropout after each layer. A number is the rate of standard dropout.</summary>
    /// <value>The default is standard dropout of rate 0.1.</value>
    public Dropout Dropout { get; init; } = 0.1f;

    internal override void Validate()
    {
        base.Validate();
        RequireWidths(Widths, minimumCount: 1);
        Require.NotNull(Activation, nameof(Activation));
        Require.NotNull(Dropout, nameof(Dropout));
        Activation.Validate();
        Normalization?.Validate();
        Dropout.Validate();
    }
}
