namespace NeuralTrainers.Networks.Tests;

/// <summary>What a step allocates on the thread that runs it.</summary>
internal static class Allocations
{
    private const int Rounds = 10;

    /// <summary>Fails if a step that is run again and again goes on allocating.</summary>
    /// <param name="stepsInRound">How many steps a round has: what allocates less often than once in a round is not seen.</param>
    /// <param name="step">The step. The first round warms up and does not count.</param>
    public static void AssertNone(int stepsInRound, Action step)
    {
        // The runtime compiles what is run often a second time, and it or a lazy field may allocate on this thread at any moment; that is over after a round
        // or two. What the step itself allocates is there in every round.
        Run(stepsInRound, step);
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            least = Math.Min(least, Run(stepsInRound, step));
        }

        Assert.AreEqual(0, least, $"{least} bytes for {stepsInRound} steps, in the best of {Rounds} rounds.");
    }

    private static long Run(int steps, Action step)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < steps; i++)
        {
            step();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
