namespace NeuralTrainers.Networks;

internal sealed class UncertaintyFactors : LossFactors
{
    // A loss of zero would pull its log-variance down for ever.
    private const double LargestLogVariance = 14;

    private readonly double[] _logVariances;
    private readonly double[] _scales;
    private readonly ScalarAdam[] _updates;

    public UncertaintyFactors(IReadOnlyList<HeadDescription> heads, double learningRate)
        : base(heads.Count)
    {
        _scales = [.. heads.Select(head => head.Loss.Target == TargetKind.Regression ? 0.5 : 1)];
        _logVariances = Array.ConvertAll(_scales, Math.Log);
        _updates = Array.ConvertAll(_scales, _ => new ScalarAdam(learningRate));
    }

    public override IEnumerable<double[]> State => [.. base.State, _logVariances, .. _updates.Select(update => update.State)];

    public override double Term(int head) => _logVariances[head] / 2;

    public override double? LogVariance(int head) => _logVariances[head];

    public override void Update(ReadOnlySpan<double> losses, ReadOnlySpan<double> gradientNorms)
    {
        for (var head = 0; head < losses.Length; head++)
        {
            if (!double.IsNaN(losses[head]))
            {
                var next = _logVariances[head] + _updates[head].Step(0.5 - (Factors[head] * losses[head]));
                _logVariances[head] = Math.Clamp(next, -LargestLogVariance, LargestLogVariance);
                Factors[head] = _scales[head] * Math.Exp(-_logVariances[head]);
            }
        }
    }
}
