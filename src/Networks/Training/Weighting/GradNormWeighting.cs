using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>
/// All heads learn at a similar pace (Chen et al., "GradNorm: Gradient Normalization for Adaptive Loss Balancing in Deep Multitask
/// Networks", 2018, algorithm 1): the factors follow the gradient of the sum of |G - mean(G) r^alpha|, with G the norm of the gradient of
/// a head's loss times its factor by what the heads share, and r the share of its first loss that a head's loss still is, divided by the
/// mean of that over the heads. After each step the factors are scaled so that their mean is 1.
/// </summary>
/// <remarks>
/// The gradients are those by the trunk's representation, not by the weights of its last layer as in the paper: every trunk has the
/// former. The factors are learned by Adam.
/// </remarks>
public sealed record GradNormWeighting : LossWeighting
{
    /// <summary>How strongly heads that learn slowly are helped. 0 or above; 0 makes all gradients equally large.</summary>
    /// <value>The default is 1.5.</value>
    public float Alpha { get; init; } = 1.5f;

    /// <summary>The learning rate of the factors. Above 0.</summary>
    /// <value>The default is 0.025.</value>
    public float LearningRate { get; init; } = 0.025f;

    internal override bool MeasuresGradients => true;

    internal override void Validate()
    {
        Require.NotNegative(Alpha, nameof(Alpha));
        Require.Positive(LearningRate, nameof(LearningRate));
    }

    internal override LossFactors Start(IReadOnlyList<HeadDescription> heads) => new GradNormFactors(heads, Alpha, LearningRate);
}
