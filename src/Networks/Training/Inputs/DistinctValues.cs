namespace NeuralTrainers.Networks;

/// <summary>Tells flags and constants from the other features.</summary>
internal static class DistinctValues
{
    /// <summary>The numbers of the dense features with more than two distinct values.</summary>
    public static int[] MoreThanTwo(IBatchSource source)
    {
        var width = source.Shape.NumericCount;
        var first = new float[width];
        var second = new float[width];
        var more = new bool[width];
        var started = false;
        SourceScan.Visit(source, batch =>
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var values = batch.NumericRow(row);
                if (!started)
                {
                    values.CopyTo(first);
                    values.CopyTo(second);
                    started = true;
                }

                for (var i = 0; i < width; i++)
                {
                    if (values[i] != first[i] && values[i] != second[i])
                    {
                        more[i] |= second[i] != first[i];
                        second[i] = values[i];
                    }
                }
            }
        });
        return [.. Enumerable.Range(0, width).Where(i => more[i])];
    }
}
