namespace NeuralTrainers;

/// <summary>
/// Linear warm-up, then half a cosine down to <see cref="FinalFactor"/> at the last epoch
/// (Loshchilov and Hutter, "SGDR", 2017, equation 5, without restarts). The run's length is <c>MaximumEpochs</c>.
/// </summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>The share of the run in which the learning rate rises from 0, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public float Warmup { get; init; }

    /// <summary>The learning rate at the end as a share of the base learning rate, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public float FinalFactor { get; init; }

    internal override double Factor(double progress, int epoch)
    {
        if (progress < Warmup)
        {
            return progress / Warmup;
        }

        var position = (progress - Warmup) / (1 - Warmup);
        return FinalFactor + ((1 - FinalFactor) * 0.5 * (1 + Math.Cos(Math.PI * position)));
    }

    internal override void Validate()
    {
        Require.Fraction(Warmup, nameof(Warmup));
        Require.Fraction(FinalFactor, nameof(FinalFactor));
    }
}
