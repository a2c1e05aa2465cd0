namespace NeuralTrainers;

/// <summary>The learning rate rises from 0 in a straight line; another schedule then has the rest of the run for itself.</summary>
public sealed record WarmupSchedule : LearningRateSchedule
{
    /// <summary>The share of the run in which the learning rate rises, above 0 and below 1.</summary>
    /// <value>The default is 0.05.</value>
    public float Share { get; init; } = 0.05f;

    /// <summary>What follows.</summary>
    /// <value>The default is <see cref="LearningRateSchedule.Constant"/>.</value>
    public LearningRateSchedule Then { get; init; } = Constant;

    internal override bool NeedsValidation => Then.NeedsValidation;

    internal override double Factor(in RunPosition position)
    {
        var after = Then.Factor(position with { Progress = Math.Max(0, (position.Progress - Share) / (1 - Share)) });
        return after * Math.Min(1, position.Progress / Share);
    }

    internal override void Validate()
    {
        Require.Positive(Share, nameof(Share));
        Require.Fraction(Share, nameof(Share));
        Require.NotNull(Then, nameof(Then));
        Then.Validate();
    }
}
