namespace NeuralTrainers.Networks;

/// <summary>A source that several threads may read at once, each into rows of its own of one batch.</summary>
internal interface IConcurrentBatchSource : IBatchSource
{
    /// <summary>Clears the batch and makes room in it for the rows, with the lengths of sparse ones. Called before the threads start.</summary>
    /// <returns>False if this source cannot be read by several threads; then the batch is as it was.</returns>
    bool TryReserve(ReadOnlySpan<int> rows, Batch batch);

    /// <summary>Writes some of the rows.</summary>
    /// <param name="rows">Row numbers: a slice of those that room was made for.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="first">The place of the first one in the batch.</param>
    void Fill(ReadOnlySpan<int> rows, Batch batch, int first);
}
