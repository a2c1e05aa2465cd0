namespace NeuralTrainers;

/// <summary>
/// An exponential moving average over the steps (Polyak and Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992):
/// average = d average + (1 - d) weights, with d = min(decay, (1 + t) / (10 + t)) at step t, so that the first steps are forgotten soon.
/// </summary>
/// <remarks>
/// Of a large table (131,072 values or more) a step averages the rows of its batch only. A row makes up for the steps that it missed when it is
/// next read, as if it had had its present value in them.
/// </remarks>
public sealed record ExponentialAveraging : WeightAveraging
{
    /// <summary>The decay, in [0, 1).</summary>
    /// <value>The default is 0.999.</value>
    public float Decay { get; init; } = 0.999f;

    internal override bool IsEveryStep => true;

    internal override float Share(long step, int epoch, bool isLastOfEpoch, int maximumEpochs) =>
        step == 0 ? 1 : (float)(1 - Math.Min(Decay, (1.0 + step) / (10.0 + step)));

    internal override void Validate() => Require.Fraction(Decay, nameof(Decay));
}
