using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests.Kernels;

[TestClass]
public sealed class WorkerTeamTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(9)]
    public void Run_ManyTimes_ExecutesEveryChunkOnce(int threads)
    {
        using var team = new WorkerTeam(threads);
        for (int run = 0; run < 3000; run++)
        {
            var work = new CountWork { Counts = new int[run % 40] };
            team.Run(work.Counts.Length, ref work);
            Assert.IsTrue(work.Counts.All(count => count == 1), $"run {run}");
        }
    }

    [TestMethod]
    public void Run_AfterAPause_WakesTheThreads()
    {
        using var team = new WorkerTeam(3);
        for (int run = 0; run < 20; run++)
        {
            Thread.Sleep(2);
            var work = new CountWork { Counts = new int[10] };
            team.Run(10, ref work);
            Assert.IsTrue(work.Counts.All(count => count == 1));
        }
    }

    [TestMethod]
    public void Run_TwoTeamsSideBySide_BothFinish()
    {
        Parallel.For(0, 4, _ =>
        {
            using var team = new WorkerTeam(4);
            for (int run = 0; run < 200; run++)
            {
                var work = new CountWork { Counts = new int[16] };
                team.Run(16, ref work);
                Assert.IsTrue(work.Counts.All(count => count == 1));
            }
        });
    }

    [TestMethod]
    public void Run_OneTeamSharedByThreads_GivesEachItsResult()
    {
        using var team = new WorkerTeam(3);
        Parallel.For(0, 4, _ =>
        {
            for (int run = 0; run < 500; run++)
            {
                var work = new CountWork { Counts = new int[16] };
                team.Run(16, ref work);
                Assert.IsTrue(work.Counts.All(count => count == 1));
            }
        });
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Run_AChunkThatThrows_ThrowsToTheCallerAndLeavesTheTeamUsable(int threads)
    {
        using var team = new WorkerTeam(threads);
        for (int chunk = 0; chunk < 12; chunk++)
        {
            var failing = new FailWork { FailingChunk = chunk };
            var exception = Assert.ThrowsExactly<InvalidDataException>(() => team.Run(12, ref failing));
            Assert.AreEqual($"chunk {chunk}", exception.Message);
            var work = new CountWork { Counts = new int[12] };
            team.Run(12, ref work);
            Assert.IsTrue(work.Counts.All(count => count == 1));
        }
    }

    [TestMethod]
    public void Run_Disposed_IsRefused()
    {
        var team = new WorkerTeam(2);
        team.Dispose();
        team.Dispose();
        var work = new CountWork { Counts = new int[1] };
        Assert.ThrowsExactly<ObjectDisposedException>(() => team.Run(1, ref work));
    }

    [TestMethod]
    public void Run_AfterWarmUp_AllocatesNothing()
    {
        using var team = new WorkerTeam(2);
        var work = new CountWork { Counts = new int[8] };
        Allocations.AssertNone(100, () => team.Run(8, ref work));
    }

    private struct CountWork : IChunkWork
    {
        public int[] Counts;

        public readonly void Execute(int chunk) => Interlocked.Increment(ref Counts[chunk]);
    }

    private struct FailWork : IChunkWork
    {
        public int FailingChunk;

        public readonly void Execute(int chunk)
        {
            if (chunk == FailingChunk)
            {
                throw new InvalidDataException($"chunk {chunk}");
            }
        }
    }
}
