namespace NeuralTrainers;

/// <summary>
/// Proposes points of a unit cube where good ones were denser than others: the tree-structured Parzen estimator (Bergstra et al., "Algorithms for
/// Hyper-Parameter Optimization", 2011), with each dimension on its own.
/// </summary>
internal sealed class ParzenSampler(int dimensions, int seed)
{
    private const int Startup = 8;
    private const int Candidates = 24;
    private const double GoodShare = 0.2;
    private const double SmallestBandwidth = 0.08;

    private readonly Random _random = new(seed);
    private readonly List<(double[] Point, double Loss)> _seen = [];

    public void Add(double[] point, double loss) => _seen.Add((point, loss));

    public double[] Propose()
    {
        if (_seen.Count < Startup)
        {
            return Uniform();
        }

        var ranked = _seen.OrderBy(seen => seen.Loss).Select(seen => seen.Point).ToArray();
        var count = (int)Math.Ceiling(ranked.Length * GoodShare);
        var (good, others) = (ranked[..count], ranked[count..]);
        return Enumerable.Range(0, Candidates).Select(_ => Near(good)).MaxBy(point => LogDensity(point, good) - LogDensity(point, others))!;
    }

    private static double Bandwidth(int points) => Math.Max(SmallestBandwidth, 0.4 * Math.Pow(points, -0.2));

    // The uniform density among the kernels keeps every point possible.
    private static double LogDensity(double[] point, double[][] centers)
    {
        var width = Bandwidth(centers.Length);
        var sum = 0.0;
        for (var i = 0; i < point.Length; i++)
        {
            var density = 1.0;
            foreach (var center in centers)
            {
                var distance = (point[i] - center[i]) / width;
                density += Math.Exp(-0.5 * distance * distance) / (width * Math.Sqrt(2 * Math.PI));
            }

            sum += Math.Log(density / (centers.Length + 1));
        }

        return sum;
    }

    private double[] Uniform() => [.. Enumerable.Range(0, dimensions).Select(_ => _random.NextDouble())];

    private double[] Near(double[][] good)
    {
        var width = Bandwidth(good.Length);
        return [.. Enumerable.Range(0, dimensions).Select(i =>
        {
            var center = _random.Next(good.Length + 1);
            return center == good.Length ? _random.NextDouble() : Math.Clamp(good[center][i] + (width * Normal()), 0, 1);
        })];
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
