using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>
/// All losses count alike, whatever their scale: a head's factor is 1 / a, with a the moving average of its loss over the steps so far,
/// a = decay a + (1 - decay) L, corrected for its start as in Adam.
/// </summary>
public sealed record MovingAverageWeighting : LossWeighting
{
    /// <summary>The decay of the moving average, in [0, 1).</summary>
    /// <value>The default is 0.99.</value>
    public float Decay { get; init; } = 0.99f;

    internal override void Validate() => Require.Fraction(Decay, nameof(Decay));

    internal override LossFactors Start(IReadOnlyList<HeadDescription> heads) => new MovingAverageFactors(heads.Count, Decay);
}
