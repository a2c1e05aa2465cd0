namespace NeuralTrainers;

/// <summary>
/// The negative log-likelihood of a Tweedie distribution of power 1 &lt; p &lt; 2 (a sum of gamma-distributed amounts, a Poisson number of
/// them) whose mean is m = exp(output), without its constant: m^(2-p) / (2-p) - y m^(1-p) / (1-p)
/// (Jørgensen, "Exponential Dispersion Models", 1987). For labels that are often zero and else positive, such as the cost of claims per
/// policy. The score is the mean in the label's units.
/// </summary>
public sealed record TweedieLoss : Loss
{
    /// <summary>The power of the mean that the variance is proportional to, above 1 and below 2. 1 would be Poisson, 2 gamma.</summary>
    /// <value>The default is 1.5.</value>
    public float Power { get; init; } = 1.5f;

    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Regression;

    /// <inheritdoc/>
    public override TargetScaling TargetScaling => TargetScaling.DivideByMean;

    internal override string LabelDomain => "a finite number of 0 or above";

    internal override bool Accepts(ReadOnlySpan<float> label, int outputs) => label[0] >= 0 && float.IsFinite(label[0]);

    internal override void Validate()
    {
        if (!(Power > 1 && Power < 2))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Power), Power, $"{nameof(Power)} is {Power}: it must be above 1 (Poisson) and below 2 (gamma), which have losses of their own.");
        }
    }
}
