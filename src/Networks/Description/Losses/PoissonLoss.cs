namespace NeuralTrainers;

/// <summary>
/// The negative log-likelihood of a count y whose mean is m = exp(output), without its constant: m - y log m
/// (McCullagh and Nelder, "Generalized Linear Models", 1989, section 6.2). The score is the mean in the label's units.
/// </summary>
/// <remarks>Labels need not be whole numbers; they must not be negative.</remarks>
public sealed record PoissonLoss : Loss
{
    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Regression;

    /// <inheritdoc/>
    public override TargetScaling TargetScaling => TargetScaling.DivideByMean;

    internal override bool CanBeNegative => true;

    internal override string LabelDomain => "a finite number of 0 or above";

    internal override bool Accepts(ReadOnlySpan<float> label, int outputs) => label[0] >= 0 && float.IsFinite(label[0]);
}
