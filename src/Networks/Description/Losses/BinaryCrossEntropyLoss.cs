namespace NeuralTrainers;

/// <summary>-y log p - (1 - y) log(1 - p) with p the logistic function of the score, computed on the score so that it never overflows.</summary>
public sealed record BinaryCrossEntropyLoss : Loss
{
    /// <summary>
    /// The share e of the probability mass that is spread evenly over both classes, in [0, 1): labels become y (1 - e) + e / 2
    /// (Szegedy et al., "Rethinking the Inception Architecture", 2016, section 7).
    /// </summary>
    /// <value>The default is 0: no smoothing.</value>
    public float LabelSmoothing { get; init; }

    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Binary;

    internal override void Validate() => Require.Fraction(LabelSmoothing, nameof(LabelSmoothing));
}
