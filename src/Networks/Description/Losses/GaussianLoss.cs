namespace NeuralTrainers;

/// <summary>
/// The negative log-likelihood of a normal distribution whose mean and variance both depend on the row, without its constant:
/// (log v + (y - m)^2 / v) / 2 on the standardised label y (Nix and Weigend, "Estimating the mean and variance of the target probability
/// distribution", 1994). The two scores are the mean and the standard deviation, in the label's units.
/// </summary>
/// <remarks>
/// The second output is log v. A variance below 1e-6 of the label's counts as 1e-6, so that rows that are learned by heart do not make
/// the loss unbounded.
/// </remarks>
public sealed record GaussianLoss : Loss
{
    internal const double MinimumVariance = 1e-6;

    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Regression;

    /// <inheritdoc/>
    public override int OutputsFor(int classCount) => 2;

    internal override bool CanBeNegative => true;
}
