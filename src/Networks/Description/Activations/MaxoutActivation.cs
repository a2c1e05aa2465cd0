namespace NeuralTrainers;

/// <summary>
/// The largest of several linear maps of the input (Goodfellow et al., "Maxout Networks", 2013). The linear layer before it is
/// <see cref="Pieces"/> times as wide as the layer; output j is the largest of its outputs j, width + j, 2 width + j, ...
/// </summary>
public sealed record MaxoutActivation : Activation
{
    internal const int MaximumPieces = 64;

    /// <summary>The number of linear maps. 2 to 64.</summary>
    /// <value>The default is 2.</value>
    public int Pieces { get; init; } = 2;

    internal override int InputsPerOutput => Pieces;

    internal override void Validate() => Require.InRange(Pieces, 2, MaximumPieces, nameof(Pieces));
}
