namespace NeuralTrainers.Torch.Tests;

/// <summary>The random numbers of steps, on which dropout and masking stand.</summary>
[TestClass]
public sealed class StepRandomTests
{
    // More than one run of numbers from one place.
    private const int Count = (2 * RandomPool.LongestRun) + 1000;

    [TestMethod]
    public void Uniform_ManyNumbers_AreUniformAndIndependentOfTheStepBefore()
    {
        var (first, second) = (Draw(step: 7, random => random.Uniform([Count])), Draw(step: 8, random => random.Uniform([Count])));

        Assert.IsTrue(first.All(number => number is >= 0 and < 1));

        // Six standard errors of each.
        var tolerance = 6 / Math.Sqrt(Count);
        Assert.AreEqual(0.5, first.Average(number => (double)number), tolerance * Math.Sqrt(1 / 12d));
        for (var tenth = 1; tenth < 10; tenth++)
        {
            Assert.AreEqual(tenth / 10d, (double)first.Count(number => number < tenth / 10f) / Count, tolerance / 2);
        }

        Assert.AreEqual(0, Correlation(first, second), tolerance);
        Assert.AreEqual(0, Correlation(first[1..], first[..^1]), tolerance);
        Assert.AreEqual(0, Correlation(first[RandomPool.LongestRun..], first[..^RandomPool.LongestRun]), 2 * tolerance);
    }

    [TestMethod]
    public void Normal_ManyNumbers_HaveTheMomentsOfTheStandardNormalDistribution()
    {
        var numbers = Draw(step: 3, random => random.Normal([1000, 1000]));

        Assert.AreEqual(0, numbers.Average(number => (double)number), 0.006);
        Assert.AreEqual(1, numbers.Average(number => (double)number * number), 0.009);
        Assert.AreEqual(3, numbers.Average(number => Math.Pow(number, 4)), 0.06);
    }

    [TestMethod]
    public void Uniform_SameSeedAndStep_AreTheSameNumbers()
    {
        CollectionAssert.AreEqual(Draw(step: 5, random => random.Uniform([10, 3])), Draw(step: 5, random => random.Uniform([10, 3])));
        CollectionAssert.AreNotEqual(Draw(step: 5, random => random.Uniform([10, 3])), Draw(step: 5, random => random.Uniform([10, 3]), seed: 2));
    }

    private static float[] Draw(long step, Func<StepRandom, torch.Tensor> draw, ulong seed = 1)
    {
        using var scope = torch.NewDisposeScope();
        using var pool = new RandomPool(seed, torch.CPU);
        return HostTensors.ToArray(draw(new StepRandom(pool, seed, step, torch.CPU)));
    }

    private static double Correlation(float[] left, float[] right) =>
        12 * left.Zip(right, (one, other) => (one - 0.5) * (other - 0.5)).Average();
}
