namespace NeuralTrainers;

/// <summary>
/// The FT-Transformer: each feature becomes a token, a vector, and a token of its own learns to represent the row; blocks of multi-head
/// self-attention and feed-forward layers let tokens read one another; the heads read the row's token through layer normalization and
/// activation (Gorishniy et al., "Revisiting Deep Learning Models for Tabular Data", 2021, section 3.3).
/// </summary>
/// <remarks>
/// A number x becomes x w + b, with w and b of its feature; a vector (an embedding, an encoded number) becomes W v + b, or v + b if it is as
/// long as a token. Blocks normalize before attention and feed-forward layers, but for the very first attention.
/// </remarks>
public sealed record TransformerTrunk : Trunk
{
    internal const int MaximumTokens = 1024;

    /// <summary>The number of blocks, from 1 to 64.</summary>
    /// <value>The default is 3.</value>
    public int Blocks { get; init; } = 3;

    /// <summary>The length of a token; a multiple of <see cref="AttentionHeads"/>. Embeddings of this length need no further matrix.</summary>
    /// <value>The default is 192.</value>
    public int Width { get; init; } = 192;

    /// <summary>The number of attention heads.</summary>
    /// <value>The default is 8.</value>
    public int AttentionHeads { get; init; } = 8;

    /// <summary>The rate of standard dropout on attention weights, in [0, 1).</summary>
    /// <value>The default is 0.2.</value>
    public float AttentionDropout { get; init; } = 0.2f;

    /// <summary>The width of the feed-forward layers' hidden units as a multiple of <see cref="Width"/>. Above 0, at most 64.</summary>
    /// <value>The default is 4/3, which with gated units has as many weights as 2 without.</value>
    public float FeedForwardFactor { get; init; } = 4f / 3;

    /// <summary>The nonlinearity of the feed-forward layers.</summary>
    /// <value>The default is <see cref="Activation.Relu"/>.</value>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>
    /// Whether hidden units are gated: a product u f(v) of two linear maps (Shazeer, "GLU Variants Improve Transformer", 2020), ReGLU with
    /// ReLU, GEGLU with GELU, SwiGLU with SiLU.
    /// </summary>
    /// <value>The default is true.</value>
    public bool Gated { get; init; } = true;

    /// <summary>The rate of standard dropout on hidden units of the feed-forward layers, in [0, 1).</summary>
    /// <value>The default is 0.1.</value>
    public float FeedForwardDropout { get; init; } = 0.1f;

    /// <summary>The rate of standard dropout on what attention and feed-forward layers add, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public float ResidualDropout { get; init; }

    internal int HiddenWidth => Math.Max(1, (int)(Width * FeedForwardFactor));

    internal override void Validate()
    {
        base.Validate();
        Require.NotNull(Activation, nameof(Activation));
        Require.InRange(Blocks, 1, 64, nameof(Blocks));
        Require.InRange(Width, 1, MlpTrunk.MaximumWidth, nameof(Width));
        Require.InRange(AttentionHeads, 1, Width, nameof(AttentionHeads));
        Require.Positive(FeedForwardFactor, nameof(FeedForwardFactor));
        Require.InRange(FeedForwardFactor, 0, 64, nameof(FeedForwardFactor));
        Require.Fraction(AttentionDropout, nameof(AttentionDropout));
        Require.Fraction(FeedForwardDropout, nameof(FeedForwardDropout));
        Require.Fraction(ResidualDropout, nameof(ResidualDropout));
        Activation.Validate();
        if (Width % AttentionHeads != 0)
        {
            throw new ArgumentException($"{nameof(Width)} is {Width}: it must be a multiple of the {AttentionHeads} {nameof(AttentionHeads)}.");
        }

        if (Activation.InputsPerOutput > 1)
        {
            throw new ArgumentException($"{nameof(Activation)} cannot be {Activation.GetType().Name} in a {nameof(TransformerTrunk)}.");
        }
    }
}
