namespace NeuralTrainers.Networks;

internal sealed class MovingAverageFactors(int heads, double decay) : LossFactors(heads)
{
    // A loss of zero would make the factor infinite.
    private const double SmallestAverage = 1e-6;

    private readonly double[] _sums = new double[heads];
    private readonly double[] _shares = new double[heads];

    public override IEnumerable<double[]> State => [.. base.State, _sums, _shares];

    public override void Update(ReadOnlySpan<double> losses, ReadOnlySpan<double> gradientNorms)
    {
        for (var head = 0; head < losses.Length; head++)
        {
            if (!double.IsNaN(losses[head]))
            {
                _sums[head] = (decay * _sums[head]) + ((1 - decay) * losses[head]);
                _shares[head] = (decay * _shares[head]) + 1 - decay;
                Factors[head] = 1 / Math.Max(_sums[head] / _shares[head], SmallestAverage);
            }
        }
    }
}
