namespace NeuralTrainers;

/// <summary>
/// Stops trials that are worse than others were after as many epochs: asynchronous successive halving (Li et al., "A System for Massively Parallel
/// Hyperparameter Tuning", 2020, arXiv 1810.05934), in the form that decides as soon as a trial reaches a rung.
/// </summary>
public sealed record SuccessiveHalving
{
    /// <summary>The number of epochs after which trials are compared for the first time. At least 1.</summary>
    /// <value>The default is 3.</value>
    public int FirstRung { get; init; } = 3;

    /// <summary>
    /// At each rung one of this many trials goes on, to this many times as many epochs. At least 2. The first trials to reach a rung go on until there
    /// are as many.
    /// </summary>
    /// <value>The default is 3.</value>
    public int ReductionFactor { get; init; } = 3;

    internal void Validate()
    {
        if (FirstRung < 1)
        {
            throw new ArgumentException($"{nameof(FirstRung)} is {FirstRung}: it must be at least 1.");
        }

        if (ReductionFactor < 2)
        {
            throw new ArgumentException($"{nameof(ReductionFactor)} is {ReductionFactor}: it must be at least 2.");
        }
    }

    internal bool IsRung(int epoch)
    {
        var rung = (long)FirstRung;
        while (rung < epoch)
        {
            rung *= ReductionFactor;
        }

        return rung == epoch;
    }
}
