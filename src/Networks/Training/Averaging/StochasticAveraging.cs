namespace NeuralTrainers;

/// <summary>
/// Stochastic weight averaging (Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", 2018): the plain mean
/// of the weights at the ends of the later epochs. Meant for a constant or slowly falling learning rate.
/// </summary>
public sealed record StochasticAveraging : WeightAveraging
{
    /// <summary>The share of the run (of <c>MaximumEpochs</c>) after which averaging begins, in [0, 1).</summary>
    /// <value>The default is 0.75.</value>
    public float Start { get; init; } = 0.75f;

    internal override float Share(long step, int epoch, bool isLastOfEpoch, int maximumEpochs)
    {
        var first = (int)((Start * (double)maximumEpochs) + 1e-4) + 1;
        return isLastOfEpoch && epoch >= first ? 1f / (epoch - first + 1) : 0;
    }

    internal override void Validate() => Require.Fraction(Start, nameof(Start));
}
