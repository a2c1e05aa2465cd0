namespace NeuralTrainers.Torch;

/// <summary>
/// The losses of all heads, and what each counts in the loss of the network. Sums stay on the device until they are asked for, unless the
/// factors of the next step follow from the losses of this one.
/// </summary>
internal sealed class TorchHeadLosses : IDisposable
{
    private readonly IReadOnlyList<HeadDescription> _heads;
    private readonly Graph _graph;
    private readonly TensorCache _cache;
    private readonly LossFactors _factors;
    private readonly bool _factorsMove;
    private readonly Tensor _sums;
    private readonly Tensor _rows;
    private readonly Tensor _stepSums;
    private readonly double[] _gradientNorms;

    public TorchHeadLosses(IReadOnlyList<HeadDescription> heads, Graph graph, TrainingSettings settings, TensorCache cache, torch.Device device)
    {
        _heads = heads;
        _graph = graph;
        _cache = cache;
        _factors = settings.LossWeighting.Start(heads);
        _factorsMove = settings.LossWeighting is not FixedWeighting;
        _gradientNorms = new double[heads.Count];
        _sums = torch.zeros(heads.Count, torch.float64, device).DetachFromDisposeScope();
        _rows = torch.zeros(heads.Count, torch.float64, device).DetachFromDisposeScope();
        _stepSums = torch.zeros(heads.Count, torch.float64, device).DetachFromDisposeScope();
    }

    /// <summary>The number of rows with a label of each head [heads], or all rows where none can be missing.</summary>
    /// <param name="targets">The labels of the whole step.</param>
    public Tensor CountLabels(Tensor targets)
    {
        if (_heads.Count == 1)
        {
            return torch.full(1, targets.shape[0], torch.float32, targets.device);
        }

        var first = _cache.Indices((this, "first targets"), FirstTargets());
        return targets.index_select(1, first).isnan().logical_not().sum(0, type: torch.float32);
    }

    /// <summary>Begins a step, or a further attempt at it.</summary>
    public void BeginStep() => _stepSums.zero_();

    /// <summary>The loss of the network over some rows of a step: the sum of the heads' losses, each times its weight.</summary>
    /// <param name="pass">The rows.</param>
    /// <param name="counts">The step's labels by head.</param>
    public Tensor Run(TorchPass pass, Tensor counts)
    {
        var sums = new Tensor[_heads.Count];
        var first = 0;
        for (var head = 0; head < sums.Length; head++)
        {
            sums[head] = Sum(head, first, pass);
            first += _heads[head].TargetWidth;
        }

        var all = torch.stack(sums);
        _stepSums.add_(all.detach().to_type(torch.float64));
        var weights = _factorsMove
            ? HostTensors.ToDevice(Weights(), all.device)
            : _cache.Numbers((this, "weights"), Weights());
        var loss = (all * weights / counts.clamp(1)).sum();
        if (_factorsMove)
        {
            weights.Dispose();
        }

        return pass.Penalty is null ? loss : loss + pass.Penalty.sum();
    }

    /// <summary>Takes the step's sums into the epoch's, and finds the weights of the next step.</summary>
    /// <param name="counts">The step's labels by head.</param>
    /// <param name="norms">The norms of the heads' gradients by what they share, where they are measured.</param>
    /// <returns>What the factors add to the loss of the network beside the losses.</returns>
    public double EndStep(Tensor counts, IEnumerable<(HeadInputOperation Operation, double Norm)> norms)
    {
        _sums.add_(_stepSums);
        _rows.add_(counts.to_type(torch.float64));
        if (!_factorsMove)
        {
            return 0;
        }

        foreach (var (operation, norm) in norms)
        {
            _gradientNorms[Enumerable.Range(0, _heads.Count).First(head => _graph.HeadInputs[head] == operation)] = norm;
        }

        var means = HostTensors.ToArray((_stepSums / counts).to_type(torch.float32));
        double terms = 0;
        var losses = new double[means.Length];
        for (var head = 0; head < losses.Length; head++)
        {
            losses[head] = means[head];
            terms += double.IsNaN(losses[head]) ? 0 : _heads[head].Weight * _factors.Term(head);
        }

        _factors.Update(losses, _gradientNorms);
        return terms;
    }

    /// <summary>What the steps since the last call amounted to. Waits for the device.</summary>
    public HeadStatistics[] TakeStatistics()
    {
        var sums = HostTensors.ToArray((_sums / _rows).to_type(torch.float32));
        var statistics = new HeadStatistics[_heads.Count];
        for (var head = 0; head < statistics.Length; head++)
        {
            statistics[head] = new HeadStatistics(sums[head], Weight(head), _factors.LogVariance(head));
        }

        ClearStatistics();
        return statistics;
    }

    /// <summary>Forgets the steps since the last call.</summary>
    public void ClearStatistics()
    {
        _sums.zero_();
        _rows.zero_();
    }

    /// <summary>What the next factors follow from.</summary>
    public IEnumerable<WeightTensor> GetState() => _factors.GetState();

    public void SetState(NetworkWeights state) => _factors.SetState(state);

    public void Dispose()
    {
        _sums.Dispose();
        _rows.Dispose();
        _stepSums.Dispose();
    }

    private int[] FirstTargets()
    {
        var first = new int[_heads.Count];
        for (var head = 1; head < first.Length; head++)
        {
            first[head] = first[head - 1] + _heads[head - 1].TargetWidth;
        }

        return first;
    }

    private float[] Weights() => [.. Enumerable.Range(0, _heads.Count).Select(head => (float)Weight(head))];

    private double Weight(int head) => _heads[head].Weight * _factors.Values[head];

    // The sum of row weight x loss over the rows that have a label.
    private Tensor Sum(int head, int firstTarget, TorchPass pass)
    {
        var outputs = _graph.Heads[head]!;
        var batch = pass.Batch;
        if (batch.Partners is not { } partners)
        {
            return Sum(head, pass[outputs], outputs.Copies, batch.Targets.narrow(1, firstTarget, _heads[head].TargetWidth), batch.Weights, pass);
        }

        // Mixup: the partner's label counts for the rest.
        var own = batch.Targets.narrow(1, firstTarget, _heads[head].TargetWidth);
        var theirs = partners.Targets.narrow(1, firstTarget, _heads[head].TargetWidth);
        return Sum(head, pass[outputs], outputs.Copies, own, batch.Weights * partners.Shares, pass)
            + Sum(head, pass[outputs], outputs.Copies, theirs, partners.Weights * (-partners.Shares + 1), pass);
    }

    private Tensor Sum(int position, Tensor outputs, int copies, Tensor labels, Tensor weights, TorchPass pass)
    {
        var head = _heads[position];
        if (_heads.Count > 1)
        {
            // Any label that the loss is defined for serves in the place of a missing one, which counts nothing.
            var missing = labels.narrow(1, 0, 1).isnan();
            labels = labels.masked_fill(missing, 0);
            weights = weights.masked_fill(missing.select(1, 0), 0);
        }

        if (head.ClassWeights.Count > 0)
        {
            weights = weights * _cache.Numbers((head, "class weights"), [.. head.ClassWeights]).index_select(0, RowLosses.Classes(labels));
        }

        if (copies > 1)
        {
            labels = labels.repeat_interleave(copies, 0);
            weights = weights.repeat_interleave(copies, 0);
        }

        return (RowLosses.Of(head, outputs, labels, _cache) * weights).sum() * (pass.WeightScale / copies);
    }
}
