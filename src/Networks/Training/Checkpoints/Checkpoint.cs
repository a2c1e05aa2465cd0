namespace NeuralTrainers;

/// <summary>
/// A file from which an interrupted training run goes on. A run that finds the file of the same run (same network, data, weights to start
/// from and settings but for <c>MaximumEpochs</c>, <c>EarlyStopping</c> and the number of threads) continues after the file's epoch and ends
/// with the same weights, bit for bit, as if it had not been interrupted. A run that ends by itself deletes the file; a cancelled one leaves it.
/// </summary>
public sealed record Checkpoint
{
    /// <summary>The file's path. Its folder is created if there is none. Runs that may go on at the same time need different paths.</summary>
    public required string Path { get; init; }

    /// <summary>The number of epochs between two writings. At least 1.</summary>
    /// <value>The default is 1.</value>
    public int EveryEpochs { get; init; } = 1;

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            throw new ArgumentException($"{nameof(Checkpoint)}.{nameof(Path)} is empty: name a file.", nameof(Path));
        }

        Require.InRange(EveryEpochs, 1, int.MaxValue, nameof(EveryEpochs));
    }
}
