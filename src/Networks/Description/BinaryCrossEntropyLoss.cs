namespace NeuralTrainers;

/// <summary>-y log p - (1 - y) log(1 - p) with p the logistic function of the score, computed on the score so that it never overflows.</summary>
public sealed record BinaryCrossEntropyLoss : Loss
{
    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Binary;
}
