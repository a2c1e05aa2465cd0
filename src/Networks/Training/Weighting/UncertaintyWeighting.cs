using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>
/// Heads whose labels are noisy count less (Kendall, Gal and Cipolla, "Multi-Task Learning Using Uncertainty to Weigh Losses", 2018,
/// sections 3.2 and 3.3): each head has a log-variance s that is learned beside the network's weights, and its part of the loss is
/// exp(-s) L / 2 + s / 2 for regression and exp(-s) L + s / 2 for all others.
/// </summary>
/// <remarks>
/// The log-variances start where the factors are 1. They are learned by Adam without weight decay, whatever the network's optimizer and
/// learning rate schedule, and are not part of the network.
/// </remarks>
public sealed record UncertaintyWeighting : LossWeighting
{
    /// <summary>The learning rate of the log-variances. Above 0.</summary>
    /// <value>The default is 0.025.</value>
    public float LearningRate { get; init; } = 0.025f;

    internal override void Validate() => Require.Positive(LearningRate, nameof(LearningRate));

    internal override LossFactors Start(IReadOnlyList<HeadDescription> heads) => new UncertaintyFactors(heads, LearningRate);
}
