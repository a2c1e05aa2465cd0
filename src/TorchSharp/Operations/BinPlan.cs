namespace NeuralTrainers.Torch;

/// <summary>Where the bins of encoded features lie, in tensors in which every feature has as many as the one with the most.</summary>
internal sealed class BinPlan : IDisposable
{
    public BinPlan(PiecewiseLinearEncoding encoding, Tensor edges)
    {
        var bins = encoding.BinCounts!;
        var most = bins.Max();
        var all = HostTensors.ToArray(edges);
        var inner = new float[bins.Count * Math.Max(most - 1, 1)];
        Array.Fill(inner, float.PositiveInfinity);
        var firstEdges = new int[bins.Count];
        var weightRows = new int[bins.Count * most];
        Array.Fill(weightRows, bins.Sum());
        for (int feature = 0, row = 0; feature < bins.Count; row += bins[feature++])
        {
            // There is one edge more than bins.
            firstEdges[feature] = row + feature;
            all.AsSpan(firstEdges[feature] + 1, bins[feature] - 1).CopyTo(inner.AsSpan(feature * (inner.Length / bins.Count)));
            for (var bin = 0; bin < bins[feature]; bin++)
            {
                weightRows[(feature * most) + bin] = row + bin;
            }
        }

        using var flat = HostTensors.ToDevice(inner, edges.device);
        InnerEdges = flat.reshape(bins.Count, -1).DetachFromDisposeScope();
        FirstEdges = TensorCache.Indices(firstEdges, edges.device);
        FirstPlaces = TensorCache.Indices([.. Enumerable.Range(0, bins.Count).Select(feature => feature * most)], edges.device);
        WeightRows = TensorCache.Indices(weightRows, edges.device);
    }

    /// <summary>The edges between bins, [features, most bins - 1], filled up with infinity.</summary>
    public Tensor InnerEdges { get; }

    /// <summary>The place of each feature's first edge among all edges.</summary>
    public Tensor FirstEdges { get; }

    /// <summary>The place of each feature's first bin among all padded bins.</summary>
    public Tensor FirstPlaces { get; }

    /// <summary>The row of the weights that belongs to each padded bin; one past the last for those that are not there.</summary>
    public Tensor WeightRows { get; }

    public void Dispose()
    {
        InnerEdges.Dispose();
        FirstEdges.Dispose();
        FirstPlaces.Dispose();
        WeightRows.Dispose();
    }
}
