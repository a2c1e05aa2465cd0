using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// Lets a row make up for missed steps of Adam at once. Without a gradient the moments decay by powers, m b1^j and v b2^j, and so the
/// step j of size r with bias correction c moves a value by m r b1^j / (sqrt(v) c b2^(j/2) + epsilon). Expanded in powers of
/// epsilon / sqrt(v), the sum over the steps is a polynomial whose coefficients are the same for all rows that missed the same steps.
/// </summary>
internal sealed unsafe class AdamStepHistory : StepHistory<AdamRule>
{
    // The first power that is left out has coefficients[Terms]: it bounds the error.
    private const int Terms = 6;

    // Relative to the sum of the steps, itself about a thousandth of the weights.
    private const double Tolerance = 1e-7;

    // Of few steps, each one taken is cheaper.
    private const int ShortGap = 2;

    private readonly double _epsilon;
    private readonly int _horizon;
    private readonly bool _expands;
    private readonly double[] _firstPowers = new double[Capacity + 1];
    private readonly double[] _secondPowers = new double[Capacity + 1];
    private readonly double[] _inverseRootPowers = new double[Capacity + 1];

    // For rows that have been through b steps: what all later ones come to.
    private readonly double[,] _coefficients = new double[Capacity, Terms + 1];
    private readonly double[] _keep = new double[Capacity];
    private readonly float[] _lowestRoots = new float[Capacity];

    public AdamStepHistory(Penalty penalty, double beta1, double beta2, double epsilon)
        : base(penalty)
    {
        _epsilon = epsilon;

        // Each further step is this much smaller than the one before.
        var ratio = beta1 / Math.Sqrt(beta2);
        _expands = penalty.IsNone && ratio < 0.99 && beta2 > 0.5;
        _horizon = _expands ? 1 + (int)Math.Ceiling(Math.Log(Tolerance * (1 - ratio)) / Math.Log(Math.Max(ratio, 1e-6))) : Capacity;
        for (var j = 0; j <= Capacity; j++)
        {
            _firstPowers[j] = Math.Pow(beta1, j);
            _secondPowers[j] = Math.Pow(beta2, j);
            _inverseRootPowers[j] = Math.Pow(beta2, -j / 2.0);
        }
    }

    public override void Add(in AdamRule rule)
    {
        base.Add(rule);
        if (!_expands)
        {
            return;
        }

        for (var b = 0; b < Count; b++)
        {
            var age = Count - b;
            var inverse = _inverseRootPowers[age] / rule.InverseRootCorrection2;
            double keep = rule.Keep;
            var term = age <= _horizon ? rule.StepSize * _firstPowers[age] : 0;
            for (var k = 0; k <= Terms; k++)
            {
                term *= inverse;
                _coefficients[b, k] = (age == 1 ? 0 : _coefficients[b, k] * keep) + term;
            }

            _keep[b] = (age == 1 ? 1 : _keep[b]) * keep;
            if (age <= _horizon)
            {
                // Later on all coefficients shrink alike.
                _lowestRoots[b] = LowestRoot(_coefficients[b, 0], _coefficients[b, Terms]);
            }
        }
    }

    public override void CatchUp(in UpdateBuffers row, int length, int from)
    {
        var missed = Count - from;
        if (missed <= ShortGap || !_expands)
        {
            base.CatchUp(row, length, from);
            return;
        }

        var replayed = Math.Min(missed, _horizon);
        var kernel = new AdamRestKernel
        {
            Rules = Rules(from, from + replayed),
            Keep = (float)_keep[from],
            TailKeep = replayed < missed ? (float)_keep[from + replayed] : 1,
            FirstPower = (float)_firstPowers[missed],
            SecondPower = (float)_secondPowers[missed],
            TailFirstPower = (float)_firstPowers[missed - replayed],
            TailSecondPower = (float)_secondPowers[missed - replayed],
            Epsilon = (float)_epsilon,
            LowestRoot = _lowestRoots[from],
            C0 = (float)_coefficients[from, 0],
            C1 = (float)_coefficients[from, 1],
            C2 = (float)_coefficients[from, 2],
            C3 = (float)_coefficients[from, 3],
            C4 = (float)_coefficients[from, 4],
            C5 = (float)_coefficients[from, 5],
        };
        UpdateLoop.Run(kernel, row, AdamRule.States, length);
    }

    // Where the first term that is left out is small enough. Above zero even if the learning rate is zero, so that nothing is divided by zero.
    private float LowestRoot(double first, double leftOut) =>
        (float)Math.Max(_epsilon * Math.Pow(leftOut / Math.Max(Tolerance * first, double.Epsilon), 1.0 / Terms), 1e-30);
}
