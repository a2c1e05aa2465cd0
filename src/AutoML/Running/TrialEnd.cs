namespace NeuralTrainers;

/// <summary>Why a trial ended.</summary>
public enum TrialEnd
{
    /// <summary>It was trained to its end.</summary>
    Completed,

    /// <summary>Successive halving stopped it: others were better after as many epochs.</summary>
    Pruned,

    /// <summary>The experiment's time was up, or it was cancelled; the trial counts with the best weights that it had.</summary>
    TimeUp,

    /// <summary>Its metric was not a number. It cannot win.</summary>
    NotANumber,

    /// <summary>It threw an exception.</summary>
    Failed,

    /// <summary>Memory did not suffice: fewer trials go side by side from then on.</summary>
    OutOfMemory,
}
