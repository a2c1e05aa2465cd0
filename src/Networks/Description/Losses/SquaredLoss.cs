namespace NeuralTrainers;

/// <summary>(prediction - label)^2, on the standardised label. The score estimates the mean.</summary>
public sealed record SquaredLoss : Loss
{
    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Regression;
}
