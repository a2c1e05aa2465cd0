namespace NeuralTrainers;

/// <summary>
/// A residual network: each block adds what it computes to its own input. With the defaults it is the tabular ResNet of Gorishniy et al.,
/// "Revisiting Deep Learning Models for Tabular Data", 2021, section 3.2.
/// </summary>
/// <remarks>
/// Well-known blocks: <see cref="HiddenFactor"/> above 1 makes a wide one (Zagoruyko and Komodakis, 2016); below 1 with two
/// <see cref="HiddenLayers"/> the bottleneck (He et al., 2016); with <see cref="Groups"/> above 1 that of ResNeXt (Xie et al., 2017); with
/// <see cref="Excitation"/> that of squeeze-and-excitation networks (Hu et al., 2018).
/// </remarks>
public sealed record ResidualTrunk : Trunk
{
    /// <summary>The width of each block's output. A linear map brings the input to the first of them.</summary>
    /// <value>The default is two blocks of 192 units.</value>
    public IReadOnlyList<int> Widths { get; init; } = [192, 192];

    /// <summary>The width of a block's hidden layers as a multiple of the block's width. Above 0, at most 64.</summary>
    /// <value>The default is 2.</value>
    public float HiddenFactor { get; init; } = 2f;

    /// <summary>The number of hidden layers of a block, from 1 to 8.</summary>
    /// <value>The default is 1.</value>
    public int HiddenLayers { get; init; } = 1;

    /// <summary>
    /// The number of groups of hidden units: each hidden layer after a block's first reads within its group only, by a block-diagonal matrix.
    /// Above 1 only with two <see cref="HiddenLayers"/> or more; it divides the hidden width.
    /// </summary>
    /// <value>The default is 1.</value>
    public int Groups { get; init; } = 1;

    /// <summary>Where a block normalizes.</summary>
    /// <value>The default is <see cref="ResidualOrder.PreActivation"/>.</value>
    public ResidualOrder Order { get; init; } = ResidualOrder.PreActivation;

    /// <summary>What a block's input is added as where its width is not that of the output.</summary>
    /// <value>The default is <see cref="ResidualShortcut.Projection"/>.</value>
    public ResidualShortcut Shortcut { get; init; } = ResidualShortcut.Projection;

    /// <summary>The normalization, or null for none.</summary>
    /// <value>The default is <see cref="BatchNormalization"/>.</value>
    public Normalization? Normalization { get; init; } = new BatchNormalization();

    /// <summary>The nonlinearity.</summary>
    /// <value>The default is <see cref="Activation.Relu"/>.</value>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The dropout on hidden layers. A number is the rate of standard dropout.</summary>
    /// <value>The default is standard dropout of rate 0.15.</value>
    public Dropout Dropout { get; init; } = 0.15f;

    /// <summary>The dropout on what a block adds. A number is the rate of standard dropout.</summary>
    /// <value>The default is none.</value>
    public Dropout ResidualDropout { get; init; } = Dropout.None;

    /// <summary>
    /// If given, what a block adds is scaled per unit by sigmoid(V relu(U y)), with this many times fewer rows in U than y has units. 1 to 1024.
    /// </summary>
    /// <value>The default is null: no scaling.</value>
    public int? Excitation { get; init; }

    internal int HiddenWidth(int width) => Math.Max(1, (int)MathF.Round(width * HiddenFactor));

    internal override void Validate()
    {
        base.Validate();
        RequireWidths(Widths, minimumCount: 1);
        Require.NotNull(Activation, nameof(Activation));
        Require.NotNull(Dropout, nameof(Dropout));
        Require.NotNull(ResidualDropout, nameof(ResidualDropout));
        Require.Positive(HiddenFactor, nameof(HiddenFactor));
        Require.InRange(HiddenFactor, 0, 64, nameof(HiddenFactor));
        Require.InRange(HiddenLayers, 1, 8, nameof(HiddenLayers));
        Require.InRange(Groups, 1, MlpTrunk.MaximumWidth, nameof(Groups));
        Normalization?.Validate();
        Activation.Validate();
        Dropout.Validate();
        ResidualDropout.Validate();
        if (Excitation is { } reduction)
        {
            Require.InRange(reduction, 1, 1024, nameof(Excitation));
        }

        if (Groups > 1 && HiddenLayers == 1)
        {
            throw new ArgumentException($"{nameof(Groups)} is {Groups}: groups need {nameof(HiddenLayers)} of at least 2.");
        }

        if (Groups > 1 && (Normalization is WeightNormalization || Dropout is DropConnect))
        {
            throw new ArgumentException(
                $"{nameof(Groups)} is {Groups}: a block-diagonal matrix knows neither {nameof(WeightNormalization)} nor {nameof(DropConnect)}.");
        }

        for (var block = 0; block < Widths.Count; block++)
        {
            if (HiddenWidth(Widths[block]) % Groups != 0)
            {
                throw new ArgumentException(
                    $"{nameof(Groups)} is {Groups}, which does not divide the {HiddenWidth(Widths[block])} hidden units of block {block}.");
            }

            if (block > 0 && Shortcut == ResidualShortcut.ZeroPadding && Widths[block] < Widths[block - 1])
            {
                throw new ArgumentException(
                    $"{nameof(Widths)}[{block}] is {Widths[block]}, below the {Widths[block - 1]} before it: zeros cannot make a row shorter, " +
                    $"so use {nameof(ResidualShortcut)}.{nameof(ResidualShortcut.Projection)}.");
            }
        }
    }
}
