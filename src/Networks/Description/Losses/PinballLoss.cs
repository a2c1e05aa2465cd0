namespace NeuralTrainers;

/// <summary>
/// Estimates several quantiles at once: the mean over the levels q of max(q e, (q - 1) e), with e the standardised label minus the
/// quantile (Koenker and Bassett, "Regression Quantiles", 1978). The scores are the quantiles in the label's units, one per level.
/// </summary>
/// <remarks>
/// Quantiles never cross: the first output is the lowest quantile, and every further one is the previous quantile plus softplus of an
/// output (the increments of Gasthaus et al., "Probabilistic Forecasting with Spline Quantile Function RNNs", 2019, are positive in the
/// same way).
/// </remarks>
public sealed record PinballLoss : Loss
{
    internal const int MaximumQuantiles = 1000;

    /// <summary>The levels of the quantiles, ascending, each above 0 and below 1.</summary>
    /// <value>The default is 0.1, 0.5 and 0.9.</value>
    public IReadOnlyList<float> Quantiles { get; init; } = [0.1f, 0.5f, 0.9f];

    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Regression;

    /// <inheritdoc/>
    public override int OutputsFor(int classCount) => Quantiles.Count;

    internal override void Validate()
    {
        Require.NotNull(Quantiles, nameof(Quantiles));
        Require.InRange(Quantiles.Count, 1, MaximumQuantiles, nameof(Quantiles) + ".Count");
        for (var i = 0; i < Quantiles.Count; i++)
        {
            Require.Positive(Quantiles[i], nameof(Quantiles));
            Require.Fraction(Quantiles[i], nameof(Quantiles));
            if (i > 0 && Quantiles[i] <= Quantiles[i - 1])
            {
                throw new ArgumentException(
                    $"{nameof(Quantiles)} has {Quantiles[i]} after {Quantiles[i - 1]}: the levels must ascend.", nameof(Quantiles));
            }
        }
    }
}
