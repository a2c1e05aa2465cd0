namespace NeuralTrainers;

/// <summary>The best validation losses that the trials of one trainer had at each rung. Trials that are running side by side note theirs.</summary>
internal sealed class Rungs(SuccessiveHalving halving)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<double>> _rungs = [];

    /// <summary>Notes a trial's losses up to an epoch; only what it reached a rung with counts.</summary>
    /// <returns>Whether the trial is at a rung and not among the best there.</returns>
    public bool IsHopeless(IReadOnlyList<double> losses)
    {
        if (!halving.IsRung(losses.Count))
        {
            return false;
        }

        var best = losses.Min();
        lock (_gate)
        {
            if (!_rungs.TryGetValue(losses.Count, out var rung))
            {
                _rungs.Add(losses.Count, rung = []);
            }

            rung.Add(best);
            rung.Sort();
            var survivors = rung.Count / halving.ReductionFactor;
            return survivors > 0 && best > rung[survivors - 1];
        }
    }

    /// <summary>Notes a trial of an earlier run.</summary>
    public void Add(IReadOnlyList<double> losses)
    {
        for (var epochs = 1; epochs <= losses.Count; epochs++)
        {
            IsHopeless([.. losses.Take(epochs)]);
        }
    }
}
