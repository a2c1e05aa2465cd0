namespace NeuralTrainers.Networks;

/// <summary>The losses of all heads, and what each counts in the loss of the network.</summary>
internal sealed class HeadLosses
{
    private readonly IReadOnlyList<HeadDescription> _heads;
    private readonly Graph _graph;
    private readonly HeadLoss[] _losses;
    private readonly LossFactors _factors;
    private readonly double[] _stepLosses;
    private readonly double[] _gradientNorms;
    private readonly double[] _sums;
    private readonly long[] _rows;

    public HeadLosses(IReadOnlyList<HeadDescription> heads, Graph graph, TrainingSettings settings)
    {
        _heads = heads;
        _graph = graph;
        _factors = settings.LossWeighting.Start(heads);
        _stepLosses = new double[heads.Count];
        _gradientNorms = new double[heads.Count];
        _sums = new double[heads.Count];
        _rows = new long[heads.Count];
        _losses = new HeadLoss[heads.Count];
        var targets = 0;
        for (var head = 0; head < _losses.Length; head++)
        {
            _losses[head] = new HeadLoss(heads[head], graph.Heads[head]!, targets, settings.BatchSize);
            targets += heads[head].TargetWidth;
        }
    }

    /// <summary>Computes all losses and starts the backward pass.</summary>
    /// <returns>The loss of the network: the sum of the heads' mean losses, each times its weight.</returns>
    public double Run(in Pass pass)
    {
        double total = 0;
        for (var head = 0; head < _losses.Length; head++)
        {
            var (sum, rows) = _losses[head].Run(pass, (float)Weight(head));
            _stepLosses[head] = rows > 0 ? sum / rows : double.NaN;
            total += rows > 0 ? (Weight(head) * sum / rows) + (_heads[head].Weight * _factors.Term(head)) : 0;
            _sums[head] += sum;
            _rows[head] += rows;
        }

        return total;
    }

    /// <summary>Finds the weights of the next step, after the backward pass.</summary>
    public void Weigh()
    {
        for (var head = 0; head < _gradientNorms.Length; head++)
        {
            _gradientNorms[head] = _graph.HeadInputs[head]?.GradientNorm ?? 0;
        }

        _factors.Update(_stepLosses, _gradientNorms);
    }

    /// <summary>What the steps since the last call amounted to.</summary>
    public HeadStatistics[] TakeStatistics()
    {
        var statistics = new HeadStatistics[_losses.Length];
        for (var head = 0; head < statistics.Length; head++)
        {
            statistics[head] = new HeadStatistics(
                _rows[head] > 0 ? _sums[head] / _rows[head] : double.NaN, Weight(head), _factors.LogVariance(head));
        }

        ClearStatistics();
        return statistics;
    }

    /// <summary>What the next factors follow from.</summary>
    public IEnumerable<WeightTensor> GetState() => _factors.GetState();

    public void SetState(NetworkWeights state) => _factors.SetState(state);

    /// <summary>Forgets the steps since the last call.</summary>
    public void ClearStatistics()
    {
        Array.Clear(_sums);
        Array.Clear(_rows);
    }

    private double Weight(int head) => _heads[head].Weight * _factors.Values[head];
}
