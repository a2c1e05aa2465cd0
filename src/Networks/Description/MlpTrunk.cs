namespace NeuralTrainers;

/// <summary>
/// A multilayer perceptron: per layer a linear map, the activation, then dropout. With no layer at all the heads read the input,
/// which makes linear, logistic or softmax regression.
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

    /// <summary>The probability with which a hidden unit is dropped in training, in [0, 1). Kept units are scaled by 1 / (1 - p).</summary>
    /// <value>The default is 0.1.</value>
    public float Dropout { get; init; } = 0.1f;

    internal override void Validate()
    {
        Require.NotNull(Widths, nameof(Widths));
        Require.NotNull(Activation, nameof(Activation));
        Require.InRange(Widths.Count, 0, MaximumLayers, nameof(Widths) + ".Count");
        foreach (var width in Widths)
        {
            Require.InRange(width, 1, MaximumWidth, nameof(Widths));
        }

        Require.Fraction(Dropout, nameof(Dropout));
    }
}
