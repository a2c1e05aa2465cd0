namespace NeuralTrainers;

/// <summary>
/// log cosh(e) of the error e of the standardised label: about e^2 / 2 near zero and |e| - log 2 far from it, smooth everywhere.
/// The score estimates a value between the mean and the median.
/// </summary>
public sealed record LogCoshLoss : Loss
{
    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Regression;
}
