namespace NeuralTrainers;

/// <summary>How the learning rate changes over a training run.</summary>
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>The learning rate never changes.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The factor on the base learning rate.</summary>
    /// <param name="progress">The position in the run, from 0 at the first batch to 1 after the last batch of the last epoch.</param>
    /// <param name="epoch">The number of epochs that are complete.</param>
    internal abstract double Factor(double progress, int epoch);

    internal abstract void Validate();
}
