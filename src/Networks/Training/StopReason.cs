namespace NeuralTrainers;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were run.</summary>
    MaximumEpochs,

    /// <summary>The validation loss had not improved for as long as early stopping waits.</summary>
    EarlyStopping,

    /// <summary>The optimizer found no way further down.</summary>
    Converged,

    /// <summary>Cancellation was asked for; the best weights so far are kept.</summary>
    Cancelled,

    /// <summary>The loss was no longer a finite number; the best weights so far are kept.</summary>
    Diverged,
}
