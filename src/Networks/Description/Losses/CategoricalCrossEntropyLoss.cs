namespace NeuralTrainers;

/// <summary>-log p of the true class, with p the softmax of the outputs.</summary>
public sealed record CategoricalCrossEntropyLoss : Loss
{
    /// <summary>
    /// The share of the probability mass that is spread evenly over all classes, in [0, 1)
    /// (Szegedy et al., "Rethinking the Inception Architecture", 2016, section 7).
    /// </summary>
    /// <value>The default is 0: no smoothing.</value>
    public float LabelSmoothing { get; init; }

    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Multiclass;

    internal override void Validate() => Require.Fraction(LabelSmoothing, nameof(LabelSmoothing));
}
