namespace NeuralTrainers;

/// <summary>|prediction - label|, on the standardised label. The score estimates the median.</summary>
public sealed record AbsoluteLoss : Loss
{
    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Regression;
}
