namespace NeuralTrainers.Networks;

internal sealed class GradNormFactors : LossFactors
{
    // A factor that reached zero would have no gradient that could bring it back.
    private const double SmallestFactor = 1e-3;

    private readonly double _alpha;
    private readonly double[] _weights;
    private readonly double[] _firstLosses;
    private readonly double[] _paces;
    private readonly double[] _norms;
    private readonly ScalarAdam[] _updates;

    public GradNormFactors(IReadOnlyList<HeadDescription> heads, double alpha, double learningRate)
        : base(heads.Count)
    {
        _alpha = alpha;
        _weights = [.. heads.Select(head => (double)head.Weight)];
        _firstLosses = new double[heads.Count];
        _paces = new double[heads.Count];
        _norms = new double[heads.Count];
        _updates = Array.ConvertAll(_firstLosses, _ => new ScalarAdam(learningRate));
    }

    public override IEnumerable<double[]> State => [.. base.State, _firstLosses, _paces, _norms, .. _updates.Select(update => update.State)];

    public override void Update(ReadOnlySpan<double> losses, ReadOnlySpan<double> gradientNorms)
    {
        var (normSum, paceSum, count) = (0.0, 0.0, 0);
        for (var head = 0; head < losses.Length; head++)
        {
            if (double.IsNaN(losses[head]))
            {
                continue;
            }

            // The fixed weights come on top of what is balanced here.
            _norms[head] = gradientNorms[head] / _weights[head];
            _firstLosses[head] = _firstLosses[head] > 0 ? _firstLosses[head] : losses[head];
            _paces[head] = _firstLosses[head] > 0 ? losses[head] / _firstLosses[head] : 1;
            normSum += _norms[head];
            paceSum += _paces[head];
            count++;
        }

        if (normSum > 0 && paceSum > 0)
        {
            Move(losses, normSum / count, paceSum / count);
        }
    }

    private void Move(ReadOnlySpan<double> losses, double meanNorm, double meanPace)
    {
        double sum = 0;
        for (var head = 0; head < losses.Length; head++)
        {
            if (!double.IsNaN(losses[head]))
            {
                // The norm is proportional to the factor; the target counts as a constant.
                var target = meanNorm * Math.Pow(_paces[head] / meanPace, _alpha);
                var gradient = Math.Sign(_norms[head] - target) * _norms[head] / Factors[head];
                Factors[head] = Math.Max(Factors[head] + _updates[head].Step(gradient), SmallestFactor);
            }

            sum += Factors[head];
        }

        foreach (ref var factor in Factors)
        {
            factor *= losses.Length / sum;
        }
    }
}
