namespace NeuralTrainers;

/// <summary>The learning rate never changes.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    internal override double Factor(in RunPosition position) => 1;

    internal override void Validate()
    {
    }
}
