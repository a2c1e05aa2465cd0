namespace NeuralTrainers.Networks;

/// <summary>Rows that can be read in any order, many at a time. Reading is safe from one thread at a time.</summary>
public interface IBatchSource
{
    /// <summary>The widths of the rows.</summary>
    TableShape Shape { get; }

    /// <summary>The number of rows.</summary>
    int RowCount { get; }

    /// <summary>Whether the same row may differ from one reading to the next, so that a reader must not keep it.</summary>
    bool IsRandom => false;

    /// <summary>Clears <paramref name="batch"/> and fills it with the named rows, in that order.</summary>
    /// <param name="rows">Row numbers from 0 to <see cref="RowCount"/> - 1; at most the batch's capacity.</param>
    /// <param name="batch">A batch of the same <see cref="Shape"/>.</param>
    void Read(ReadOnlySpan<int> rows, Batch batch);
}
