namespace NeuralTrainers;

/// <summary>When training ends before <c>MaximumEpochs</c>: no better validation loss for a while. The best weights are restored.</summary>
public sealed record EarlyStopping
{
    /// <summary>The number of epochs in a row without improvement after which training stops. At least 1.</summary>
    /// <value>The default is 16.</value>
    public int Patience { get; init; } = 16;

    /// <summary>By how much the validation loss must fall to count as an improvement. 0 or above.</summary>
    /// <value>The default is 0.</value>
    public float MinimumImprovement { get; init; }

    internal void Validate()
    {
        Require.InRange(Patience, 1, int.MaxValue, nameof(Patience));
        Require.NotNegative(MinimumImprovement, nameof(MinimumImprovement));
    }
}
