namespace NeuralTrainers;

/// <summary>
/// Up to the base learning rate by half a cosine, then down far below where it began by another
/// (Smith and Topin, "Super-Convergence", 2018, in PyTorch's form). The base learning rate is the highest one.
/// </summary>
public sealed record OneCycleSchedule : LearningRateSchedule
{
    /// <summary>The share of the run in which the learning rate rises, above 0 and below 1.</summary>
    /// <value>The default is 0.3.</value>
    public float Rise { get; init; } = 0.3f;

    /// <summary>The learning rate at the start as a share of the base learning rate, above 0 and at most 1.</summary>
    /// <value>The default is 0.04.</value>
    public float InitialFactor { get; init; } = 0.04f;

    /// <summary>The learning rate at the end as a share of the base learning rate, in [0, 1).</summary>
    /// <value>The default is 4e-6: the initial one divided by 10,000.</value>
    public float FinalFactor { get; init; } = 4e-6f;

    internal override double Factor(in RunPosition position) => position.Progress < Rise
        ? Anneal(InitialFactor, 1, position.Progress / Rise)
        : Anneal(1, FinalFactor, (position.Progress - Rise) / (1 - Rise));

    internal override void Validate()
    {
        Require.Positive(Rise, nameof(Rise));
        Require.Fraction(Rise, nameof(Rise));
        Require.Positive(InitialFactor, nameof(InitialFactor));
        Require.InRange(InitialFactor, 0f, 1f, nameof(InitialFactor));
        Require.Fraction(FinalFactor, nameof(FinalFactor));
    }

    private static double Anneal(double from, double to, double share) => to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * share)));
}
