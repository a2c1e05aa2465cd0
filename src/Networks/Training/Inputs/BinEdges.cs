namespace NeuralTrainers.Networks;

/// <summary>Finds the bin edges of features.</summary>
internal static class BinEdges
{
    /// <summary>More rows would move a quantile by less than the bins' own width.</summary>
    public const int MaximumRows = 100_000;

    // 32 MiB of values at a time, whatever the number of features.
    private const int MaximumCells = 8 << 20;

    /// <summary>Ascending edges, at least two, of each encoded feature.</summary>
    /// <param name="encoding">The encoding, with features.</param>
    /// <param name="source">The training rows, of which an even sample of <see cref="MaximumRows"/> is read, once per block of features.</param>
    /// <param name="heads">What a decision tree predicts.</param>
    /// <param name="threads">The most threads to use.</param>
    public static float[][] Of(PiecewiseLinearEncoding encoding, IBatchSource source, IReadOnlyList<HeadDescription> heads, int threads)
    {
        var features = encoding.Features!;
        var edges = new float[features.Count][];
        var rows = Math.Min(source.RowCount, MaximumRows);
        var targets = encoding.Binning == Binning.DecisionTree ? TreeTargets.Read(source, rows, heads) : null;
        var block = Math.Clamp(MaximumCells / rows, 1, Math.Max(features.Count, 1));
        var columns = Enumerable.Range(0, block).Select(_ => new float[rows]).ToArray();
        for (var start = 0; start < features.Count; start += block)
        {
            var count = Math.Min(block, features.Count - start);
            ReadColumns(source, [.. features.Skip(start).Take(count)], columns);
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => edges[start + i] = Of(columns[i], encoding.MaximumBins, targets));
        }

        return edges;
    }

    /// <summary>The number of the i-th of <paramref name="rows"/> rows that lie evenly in the source.</summary>
    public static int SampleRow(IBatchSource source, int rows, int i) => (int)((long)i * source.RowCount / rows);

    private static float[] Of(float[] values, int maximumBins, TreeTargets? targets)
    {
        int[]? order = null;
        if (targets is null)
        {
            Array.Sort(values);
        }
        else
        {
            order = [.. Enumerable.Range(0, values.Length)];
            Array.Sort(values, order);
        }

        var edges = targets is null ? Quantiles(values, maximumBins) : [values[0], .. new TargetTree(values, order!, targets).Split(maximumBins), values[^1]];
        return Separate(edges);
    }

    private static float[] Quantiles(float[] sorted, int bins)
    {
        // Few values: an edge at each tells them all apart.
        var distinct = sorted.Distinct().Take(bins + 2).ToArray();
        if (distinct.Length <= bins + 1)
        {
            return distinct;
        }

        var edges = new float[bins + 1];
        for (var i = 0; i <= bins; i++)
        {
            // Linear between neighbouring order statistics, as NumPy and PyTorch do.
            var position = (double)i * (sorted.Length - 1) / bins;
            var below = (int)position;
            var above = Math.Min(below + 1, sorted.Length - 1);
            edges[i] = (float)(sorted[below] + ((position - below) * ((double)sorted[above] - sorted[below])));
        }

        return edges;
    }

    /// <summary>Drops edges that are no further from the one before than what can be divided by.</summary>
    private static float[] Separate(float[] edges)
    {
        var separate = new List<float> { edges[0] };
        foreach (var edge in edges)
        {
            if (edge > separate[^1] && float.IsFinite(1 / (edge - separate[^1])))
            {
                separate.Add(edge);
            }
        }

        if (separate.Count == 1)
        {
            // A constant feature: any bin that begins at the constant.
            separate.Add(edges[0] + Math.Max(1, Math.Abs(edges[0])));
        }

        return [.. separate];
    }

    private static void ReadColumns(IBatchSource source, int[] features, float[][] columns)
    {
        var rows = columns[0].Length;
        var read = 0;
        SourceScan.Visit(source, rows, i => SampleRow(source, rows, i), batch =>
        {
            for (var row = 0; row < batch.Count; row++, read++)
            {
                var values = batch.NumericRow(row);
                for (var i = 0; i < features.Length; i++)
                {
                    columns[i][read] = values[features[i]];
                }
            }
        });
    }
}
