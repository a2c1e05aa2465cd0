namespace NeuralTrainers;

/// <summary>
/// Squared within <see cref="Delta"/> of the label, linear beyond: e^2 / 2 for |e| at most delta, else delta (|e| - delta / 2)
/// (Huber, "Robust Estimation of a Location Parameter", 1964). On the standardised label.
/// </summary>
public sealed record HuberLoss : Loss
{
    /// <summary>Where the loss turns from squared to linear, in deviations of the label. Above 0.</summary>
    /// <value>The default is 1.</value>
    public float Delta { get; init; } = 1f;

    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Regression;

    internal override void Validate() => Require.Positive(Delta, nameof(Delta));
}
