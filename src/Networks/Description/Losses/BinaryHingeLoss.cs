namespace NeuralTrainers;

/// <summary>
/// max(0, 1 - s z) with z the score and s = 2 y - 1 (Cortes and Vapnik, "Support-Vector Networks", 1995). The score is a margin: above 0
/// for the positive class, but no logit of a probability.
/// </summary>
public sealed record BinaryHingeLoss : Loss
{
    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Binary;

    /// <inheritdoc/>
    public override bool GivesProbabilities => false;
}
