namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed class ParzenSamplerTests
{
    private static readonly SweptDimension[] Mixed = [new(), new(), new(4, IsOrdered: false), new(6), new(3, IsOrdered: false), new()];

    [TestMethod]
    public void Propose_FunctionOfRangesAndChoices_FindsBetterPointsThanChance()
    {
        var (searched, drawn) = (0.0, 0.0);
        for (var seed = 0; seed < 20; seed++)
        {
            var (sampler, random) = (new ParzenSampler(Mixed, seed), new Random(seed));
            var (best, lucky) = (double.MaxValue, double.MaxValue);
            for (var trial = 0; trial < 40; trial++)
            {
                var point = First(sampler);
                sampler.Add(point, Loss(point));
                best = Math.Min(best, Loss(point));
                lucky = Math.Min(lucky, Loss([.. Mixed.Select(dimension => dimension.Draw(random))]));
            }

            searched += best;
            drawn += lucky;
        }

        Assert.IsLessThan(drawn / 2, searched);
    }

    [TestMethod]
    public void Propose_BestIsAtABound_ComesNearWithoutPilingUpOnIt()
    {
        var sampler = new ParzenSampler([new()], seed: 1);
        var points = new List<double>();
        for (var trial = 0; trial < 60; trial++)
        {
            var point = First(sampler);
            sampler.Add(point, point[0]);
            points.Add(point[0]);
        }

        Assert.IsLessThan(0.02, points.Min());
        Assert.HasCount(60, points.ToHashSet());
        Assert.IsTrue(points.TrueForAll(point => point is > 0 and < 1));
    }

    [TestMethod]
    [DataRow(0, true)]
    [DataRow(5, true)]
    [DataRow(5, false)]
    public void Density_AnyCenter_SumsToOneAndIsThatOfTheDraws(int choices, bool isOrdered)
    {
        var dimension = new SweptDimension(choices, isOrdered);
        var random = new Random(1);
        foreach (var center in new[] { 0, 0.1, 0.7, 1 })
        {
            // Where a range has no parts of its own, ten thousand of them are nearly its integral.
            var parts = choices > 0 ? choices : 10_000;
            var densities = Enumerable.Range(0, parts).Select(i => dimension.Density((i + 0.5) / parts, center, 0.2)).ToArray();
            Assert.AreEqual(1, choices > 0 ? densities.Sum() : densities.Average(), 1e-3);

            var below = densities.Take(parts * 2 / 5).Sum() / densities.Sum();
            var drawn = Enumerable.Range(0, 20_000).Count(_ => dimension.Draw(center, 0.2, random) < 0.4) / 20_000.0;
            Assert.AreEqual(below, drawn, 0.02);
        }
    }

    [TestMethod]
    public void Density_UnorderedChoice_KnowsNoNeighbours()
    {
        var (names, numbers) = (new SweptDimension(4, IsOrdered: false), new SweptDimension(4));
        Assert.AreEqual(names.Density(names.Middle(3), names.Middle(0), 0.2), names.Density(names.Middle(1), names.Middle(0), 0.2));
        Assert.IsLessThan(numbers.Density(numbers.Middle(1), numbers.Middle(0), 0.2), numbers.Density(numbers.Middle(3), numbers.Middle(0), 0.2));
    }

    [TestMethod]
    public void Propose_TrialsRunAtTheBestPlace_LooksElsewhereMoreOften()
    {
        var (alone, beside) = (0, 0);
        for (var seed = 0; seed < 100; seed++)
        {
            alone += IsNearBest(seed, []) ? 1 : 0;
            beside += IsNearBest(seed, [.. Enumerable.Repeat(new[] { 0.3 }, 6)]) ? 1 : 0;
        }

        Assert.IsLessThan(alone, beside);

        static bool IsNearBest(int seed, double[][] running)
        {
            var sampler = new ParzenSampler([new()], seed);
            for (var i = 0; i < 20; i++)
            {
                sampler.Add([i / 20.0], Math.Abs((i / 20.0) - 0.3));
            }

            return Math.Abs(sampler.Propose(running, point => point).First()[0] - 0.3) < 0.05;
        }
    }

    // The last range matters only where the second choice is the first one.
    private static double Loss(double[] point) =>
        Square(point[0] - 0.8) + Square(point[1] - 0.1) + (point[2] is > 0.5 and < 0.75 ? 0 : 0.4) + Square(point[3] - 0.25)
        + (point[4] < 0.34 ? Square(point[5] - 0.5) : 0.3);

    private static double Square(double value) => value * value;

    private static double[] First(ParzenSampler sampler) => sampler.Propose([], point => point).First();
}
