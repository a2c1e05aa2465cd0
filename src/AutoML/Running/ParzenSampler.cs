namespace NeuralTrainers;

/// <summary>
/// Proposes points where good ones are denser than others: the tree-structured Parzen estimator (Bergstra et al., "Algorithms for Hyper-Parameter
/// Optimization", 2011), with each dimension on its own, and with kernels for choices (Watanabe, "Tree-Structured Parzen Estimator: Understanding Its
/// Algorithm Components and Their Roles for Better Empirical Performance", 2023, arXiv 2304.11127).
/// </summary>
/// <remarks>A coordinate that does not matter, as one of a step that is not used, is not a number: it tells nothing of others, nor others of it.</remarks>
internal sealed class ParzenSampler(IReadOnlyList<SweptDimension> dimensions, int seed)
{
    private const int Startup = 8;
    private const int Candidates = 24;

    // Few points are all that time allows for, so that narrow kernels around few good ones find more than the wide ones of many: tried on made-up functions.
    private const double GoodShare = 0.15;
    private const double SmallestBandwidth = 0.05;
    private const double LargestBandwidth = 0.2;

    private readonly Random _random = new(seed);
    private readonly List<(double[] Point, double Loss)> _seen = [];

    public void Add(double[] point, double loss) => _seen.Add((point, loss));

    /// <summary>Points to try, the most promising one first. It never ends: later ones are drawn at random.</summary>
    /// <param name="running">
    /// Points whose losses are not known yet. They count as bad ones, so that what runs side by side differs (Ginsbourger et al., "Kriging Is Well-Suited to
    /// Parallelize Optimization", 2010: the constant liar).
    /// </param>
    /// <param name="relevant">Gives a point with what does not matter left out.</param>
    public IEnumerable<double[]> Propose(IReadOnlyCollection<double[]> running, Func<double[], double[]> relevant)
    {
        if (_seen.Count >= Startup)
        {
            var ranked = _seen.OrderBy(seen => seen.Loss).Select(seen => seen.Point).ToArray();
            var count = (int)Math.Ceiling(ranked.Length * GoodShare);
            double[][] good = ranked[..count];
            double[][] others = [.. ranked[count..], .. running];
            var candidates = Enumerable.Range(0, Candidates).Select(_ => Near(good)).ToArray();
            foreach (var candidate in candidates.OrderByDescending(candidate => Promise(relevant(candidate), good, others)))
            {
                yield return candidate;
            }
        }

        while (true)
        {
            yield return [.. dimensions.Select(dimension => dimension.Draw(_random))];
        }
    }

    private static double Bandwidth(int points) => Math.Max(SmallestBandwidth, LargestBandwidth * Math.Pow(points, -0.2));

    private double Promise(double[] point, double[][] good, double[][] others) => LogDensity(point, good) - LogDensity(point, others);

    // The uniform density among the kernels keeps every point possible.
    private double LogDensity(double[] point, double[][] centers)
    {
        var width = Bandwidth(centers.Length);
        var sum = 0.0;
        for (var i = 0; i < point.Length; i++)
        {
            if (double.IsNaN(point[i]))
            {
                continue;
            }

            var (density, count) = (dimensions[i].UniformDensity, 1);
            foreach (var center in centers)
            {
                if (!double.IsNaN(center[i]))
                {
                    density += dimensions[i].Density(point[i], center[i], width);
                    count++;
                }
            }

            sum += Math.Log(density / count);
        }

        return sum;
    }

    private double[] Near(double[][] good)
    {
        var width = Bandwidth(good.Length);
        return [.. dimensions.Select((dimension, i) =>
        {
            var center = _random.Next(good.Length + 1);
            return center == good.Length || double.IsNaN(good[center][i]) ? dimension.Draw(_random) : dimension.Draw(good[center][i], width, _random);
        })];
    }
}
