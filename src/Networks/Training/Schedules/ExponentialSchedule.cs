namespace NeuralTrainers;

/// <summary>The learning rate is multiplied by <see cref="EpochFactor"/> after every epoch.</summary>
public sealed record ExponentialSchedule : LearningRateSchedule
{
    /// <summary>The factor of an epoch, in (0, 1].</summary>
    /// <value>The default is 0.95.</value>
    public float EpochFactor { get; init; } = 0.95f;

    internal override double Factor(in RunPosition position) => Math.Pow(EpochFactor, position.History.Count);

    internal override void Validate()
    {
        Require.Positive(EpochFactor, nameof(EpochFactor));
        Require.InRange(EpochFactor, 0f, 1f, nameof(EpochFactor));
    }
}
