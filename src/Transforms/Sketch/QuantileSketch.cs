namespace NeuralTrainers;

/// <summary>
/// A sample of a stream of numbers that answers for ranks and quantiles in one pass and bounded memory: the KLL sketch (Karnin, Lang and
/// Liberty, "Optimal Quantile Approximation in Streams", FOCS 2016). Buffers of growing weight; a full one is sorted, and every second
/// number of it, from a random start, goes to the next one at twice the weight.
/// </summary>
/// <remarks>
/// Exact up to as many numbers as its capacity. Beyond, with high probability a rank is off by no more than some 0.0005 of the number of
/// rows at the default capacity, else by that in proportion, and at most 3 times the capacity is kept. The same numbers in the same order and
/// the same seed give the same sketch. NaN must not be added.
/// </remarks>
/// <param name="seed">The seed of the random starts.</param>
/// <param name="capacity">The size of the buffer of the largest weight.</param>
internal sealed class QuantileSketch(int seed, int capacity = QuantileSketch.DefaultCapacity)
{
    public const int DefaultCapacity = 8192;

    // The decay of the paper's analysis; smaller buffers than this save no memory worth having.
    private const double Decay = 2.0 / 3;
    private const int MinimumCapacity = 8;

    private readonly List<List<double>> _levels = [[]];
    private readonly Random _random = new(seed);
    private readonly int _capacity = capacity;
    private int _kept;
    private int _limit = capacity;

    /// <summary>The number of numbers that were added.</summary>
    public long Count { get; private set; }

    /// <summary>The smallest number that was added.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest number that was added.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>The number of numbers that are kept.</summary>
    public int KeptCount => _kept;

    public void Add(double value)
    {
        Count++;
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
        _levels[0].Add(value);
        _kept++;
        Shrink();
    }

    /// <summary>Adds what another sketch has seen.</summary>
    public void Merge(QuantileSketch other)
    {
        Count += other.Count;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        while (_levels.Count < other._levels.Count)
        {
            AddLevel();
        }

        for (var level = 0; level < other._levels.Count; level++)
        {
            _levels[level].AddRange(other._levels[level]);
            _kept += other._levels[level].Count;
        }

        Shrink();
    }

    /// <summary>The kept numbers, ascending, each with the number of rows that it stands for.</summary>
    public (double[] Values, long[] Weights) Sorted()
    {
        var values = new double[_kept];
        var weights = new long[_kept];
        var next = 0;
        for (var level = 0; level < _levels.Count; level++)
        {
            foreach (var value in _levels[level])
            {
                (values[next], weights[next]) = (value, 1L << level);
                next++;
            }
        }

        Array.Sort(values, weights);
        return (values, weights);
    }

    private void Shrink()
    {
        while (_kept > _limit)
        {
            var level = 0;
            while (_levels[level].Count < CapacityOf(level))
            {
                level++;
            }

            if (level == _levels.Count - 1)
            {
                AddLevel();
            }

            Promote(_levels[level], _levels[level + 1]);
        }
    }

    private void Promote(List<double> full, List<double> next)
    {
        full.Sort();
        var paired = full.Count - (full.Count % 2);
        for (var i = _random.Next(2); i < paired; i += 2)
        {
            next.Add(full[i]);
        }

        full.RemoveRange(0, paired);
        _kept -= paired / 2;
    }

    private void AddLevel()
    {
        _levels.Add([]);
        _limit = Enumerable.Range(0, _levels.Count).Sum(CapacityOf);
    }

    private int CapacityOf(int level) =>
        Math.Max((int)(_capacity * Math.Pow(Decay, _levels.Count - 1 - level)), MinimumCapacity);
}
