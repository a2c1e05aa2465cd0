namespace NeuralTrainers;

/// <summary>
/// An exponential moving average over the steps (Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992):
/// average = d average + (1 - d) weights, with d = min(decay, (1 + t) / (10 + t)) at step t, so that the first steps are forgotten soon.
/// </summary>
public sealed record ExponentialAveraging : WeightAveraging
{
    /// <summary>The decay, in [0, 1).</summary>
    /// <value>The default is 0.999.</value>
    public float Decay { get; init; } = 0.999f;

    internal override float Share(long step, int epoch, bool isLastOfEpoch, int maximumEpochs) =>
        step == 0 ? 1 : (float)(1 - Math.Min(Decay, (1.0 + step) / (10.0 + step)));

    internal override void Validate() => Require.Fraction(Decay, nameof(Decay));
}
