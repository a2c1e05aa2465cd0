namespace NeuralTrainers;

/// <summary>
/// Keeps an average of the weights beside them. Once there is one, validation and the trained network use it; training goes on from the
/// weights themselves. The running statistics of batch normalization are averaged alike.
/// </summary>
public abstract record WeightAveraging
{
    private protected WeightAveraging()
    {
    }

    /// <summary>The share that the weights after a step get in the average, from 0 (none) to 1 (they replace it).</summary>
    /// <param name="step">The number of the step, from 0.</param>
    /// <param name="epoch">The number of the epoch, from 1.</param>
    /// <param name="isLastOfEpoch">Whether the step is the epoch's last.</param>
    /// <param name="maximumEpochs">The length of the run.</param>
    internal abstract float Share(long step, int epoch, bool isLastOfEpoch, int maximumEpochs);

    /// <summary>Whether each step has a share, so that an average of a part of the weights can make up for the steps that it missed.</summary>
    internal virtual bool IsEveryStep => false;

    internal abstract void Validate();
}
