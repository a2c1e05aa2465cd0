namespace NeuralTrainers.Networks;

/// <summary>
/// A decision tree on one feature, grown best split first (Breiman et al., 1984). A split's gain is the drop of the squared error of the
/// labels, for classes that of their indicators (the Gini impurity), each label's as a share of what it is without any split.
/// </summary>
internal sealed class TargetTree
{
    private const int MinimumLeafRows = 64;
    private const double MinimumGain = 1e-4;

    private readonly float[] _values;
    private readonly SplitCriterion[] _criteria;

    /// <summary>Prepares the rows.</summary>
    /// <param name="sorted">The feature's values, ascending.</param>
    /// <param name="order">The row of each value.</param>
    /// <param name="targets">The labels by row.</param>
    public TargetTree(float[] sorted, int[] order, TreeTargets targets)
    {
        _values = sorted;
        _criteria = [.. targets.Labels.Select((labels, i) => new SplitCriterion(labels, targets.Classes[i], targets.Weights, order))];
    }

    /// <summary>The thresholds between leaves, ascending.</summary>
    /// <param name="maximumLeaves">The most leaves to make.</param>
    public float[] Split(int maximumLeaves)
    {
        var thresholds = new List<float>();
        var candidates = new PriorityQueue<(int Start, int Split, int End), double>();
        Enqueue(candidates, 0, _values.Length);
        while (thresholds.Count < maximumLeaves - 1 && candidates.TryDequeue(out var best, out _))
        {
            var (below, above) = (_values[best.Split - 1], _values[best.Split]);
            var middle = below + ((above - below) / 2);
            thresholds.Add(middle > below ? middle : above);
            Enqueue(candidates, best.Start, best.Split);
            Enqueue(candidates, best.Split, best.End);
        }

        thresholds.Sort();
        return [.. thresholds];
    }

    private void Enqueue(PriorityQueue<(int Start, int Split, int End), double> candidates, int start, int end)
    {
        if (end - start < 2 * MinimumLeafRows)
        {
            return;
        }

        foreach (var criterion in _criteria)
        {
            criterion.Begin(start, end);
        }

        var (bestGain, bestSplit) = (MinimumGain, -1);
        for (var split = start + 1; split <= end - MinimumLeafRows; split++)
        {
            double gain = 0;
            foreach (var criterion in _criteria)
            {
                criterion.MoveLeft(split - 1);
            }

            if (split - start < MinimumLeafRows || _values[split] == _values[split - 1])
            {
                continue;
            }

            foreach (var criterion in _criteria)
            {
                gain += criterion.Gain();
            }

            if (gain > bestGain)
            {
                (bestGain, bestSplit) = (gain, split);
            }
        }

        if (bestSplit > 0)
        {
            candidates.Enqueue((start, bestSplit, end), -bestGain);
        }
    }
}
