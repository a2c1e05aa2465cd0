namespace NeuralTrainers;

/// <summary>The learning rate is multiplied by <see cref="DropFactor"/> every <see cref="EveryEpochs"/> epochs.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>The number of epochs between two drops. At least 1.</summary>
    /// <value>The default is 10.</value>
    public int EveryEpochs { get; init; } = 10;

    /// <summary>The factor of a drop, in (0, 1].</summary>
    /// <value>The default is 0.5.</value>
    public float DropFactor { get; init; } = 0.5f;

    internal override double Factor(in RunPosition position) => Math.Pow(DropFactor, position.History.Count / EveryEpochs);

    internal override void Validate()
    {
        Require.InRange(EveryEpochs, 1, int.MaxValue, nameof(EveryEpochs));
        Require.Positive(DropFactor, nameof(DropFactor));
        Require.InRange(DropFactor, 0f, 1f, nameof(DropFactor));
    }
}
