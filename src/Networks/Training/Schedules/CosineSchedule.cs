namespace NeuralTrainers;

/// <summary>
/// Half a cosine from the base learning rate down to <see cref="FinalFactor"/> of it at the end of the run
/// (Loshchilov and Hutter, "SGDR", 2017, equation 5, without restarts).
/// </summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>The learning rate at the end as a share of the base learning rate, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public float FinalFactor { get; init; }

    internal override double Factor(in RunPosition position) =>
        FinalFactor + ((1 - FinalFactor) * 0.5 * (1 + Math.Cos(Math.PI * position.Progress)));

    internal override void Validate() => Require.Fraction(FinalFactor, nameof(FinalFactor));
}
