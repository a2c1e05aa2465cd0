namespace NeuralTrainers;

/// <summary>
/// The negative log-likelihood of a gamma-distributed label y whose mean is m = exp(output), for any fixed shape and without its constant:
/// y / m + log m (McCullagh and Nelder, "Generalized Linear Models", 1989, chapter 8). For positive labels whose deviation grows with
/// their mean, such as the cost of a claim. The score is the mean in the label's units.
/// </summary>
public sealed record GammaLoss : Loss
{
    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Regression;

    /// <inheritdoc/>
    public override TargetScaling TargetScaling => TargetScaling.DivideByMean;

    internal override bool CanBeNegative => true;

    internal override string LabelDomain => "a finite number above 0";

    internal override bool Accepts(ReadOnlySpan<float> label, int outputs) => label[0] > 0 && float.IsFinite(label[0]);
}
