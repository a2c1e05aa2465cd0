namespace NeuralTrainers.Networks;

/// <summary>Reads a source block by block.</summary>
internal static class SourceScan
{
    private const int BlockRows = 1024;

    /// <summary>Visits all rows in order.</summary>
    public static void Visit(IBatchSource source, Action<Batch> visit) => Visit(source, source.RowCount, row => row, visit);

    /// <summary>Visits some rows.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="count">How many to visit.</param>
    /// <param name="row">From 0 to <paramref name="count"/> - 1 to the row's number in the source.</param>
    /// <param name="visit">Called with each block.</param>
    public static void Visit(IBatchSource source, int count, Func<int, int> row, Action<Batch> visit)
    {
        if (count == 0)
        {
            return;
        }

        var batch = new Batch(source.Shape, Math.Min(BlockRows, count));
        var rows = new int[batch.Capacity];
        for (var start = 0; start < count; start += rows.Length)
        {
            var length = Math.Min(rows.Length, count - start);
            for (var i = 0; i < length; i++)
            {
                rows[i] = row(start + i);
            }

            source.Read(rows.AsSpan(0, length), batch);
            visit(batch);
        }
    }
}
