namespace NeuralTrainers;

/// <summary>How the learning rate changes over a training run. The run's length is <c>MaximumEpochs</c>, whether or not it ends before.</summary>
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>The learning rate never changes.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>Whether it follows the validation loss, so that there must be validation rows.</summary>
    internal virtual bool NeedsValidation => false;

    /// <summary>The factor on the base learning rate. Depends on the position alone, so that a resumed run goes on as it would have.</summary>
    internal abstract double Factor(in RunPosition position);

    internal abstract void Validate();
}
