using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Benchmarks.Kernels;

/// <summary>The machine's peak: multiply-adds on registers alone.</summary>
internal static class Peak
{
    private const int Iterations = 100_000;

    /// <summary>The best of several rounds of some tenths of a millisecond, in GFLOP/s, with all threads at once.</summary>
    public static double Measure(WorkerTeam team, int rounds = 200)
    {
        double best = 0;
        for (int round = 0; round < rounds; round++)
        {
            var work = new Work();
            long start = Stopwatch.GetTimestamp();
            team.Run(team.Threads, ref work);
            double flops = 2d * 12 * Width * Iterations * team.Threads;
            best = Math.Max(best, flops / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }

        return best;
    }

    private static int Width => Vector512.IsHardwareAccelerated ? 16 : Vector<float>.Count;

    private struct Work : IChunkWork
    {
        public readonly void Execute(int chunk)
        {
            float sum = Vector512.IsHardwareAccelerated ? Run512() : RunPortable();
            if (float.IsNegative(sum))
            {
                throw new InvalidOperationException("The sum of positive numbers is negative.");
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static float Run512()
        {
            Vector512<float> x = Vector512.Create(0.9f), y = Vector512.Create(0.1f);
            Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
            for (int n = 0; n < Iterations; n++)
            {
                a = Vector512.FusedMultiplyAdd(a, x, y);
                b = Vector512.FusedMultiplyAdd(b, x, y);
                c = Vector512.FusedMultiplyAdd(c, x, y);
                d = Vector512.FusedMultiplyAdd(d, x, y);
                e = Vector512.FusedMultiplyAdd(e, x, y);
                f = Vector512.FusedMultiplyAdd(f, x, y);
                g = Vector512.FusedMultiplyAdd(g, x, y);
                h = Vector512.FusedMultiplyAdd(h, x, y);
                i = Vector512.FusedMultiplyAdd(i, x, y);
                j = Vector512.FusedMultiplyAdd(j, x, y);
                k = Vector512.FusedMultiplyAdd(k, x, y);
                l = Vector512.FusedMultiplyAdd(l, x, y);
            }

            return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static float RunPortable()
        {
            Vector<float> x = new(0.9f), y = new(0.1f);
            Vector<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
            for (int n = 0; n < Iterations; n++)
            {
                a = Vector.MultiplyAddEstimate(a, x, y);
                b = Vector.MultiplyAddEstimate(b, x, y);
                c = Vector.MultiplyAddEstimate(c, x, y);
                d = Vector.MultiplyAddEstimate(d, x, y);
                e = Vector.MultiplyAddEstimate(e, x, y);
                f = Vector.MultiplyAddEstimate(f, x, y);
                g = Vector.MultiplyAddEstimate(g, x, y);
                h = Vector.MultiplyAddEstimate(h, x, y);
                i = Vector.MultiplyAddEstimate(i, x, y);
                j = Vector.MultiplyAddEstimate(j, x, y);
                k = Vector.MultiplyAddEstimate(k, x, y);
                l = Vector.MultiplyAddEstimate(l, x, y);
            }

            return Vector.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
        }
    }
}
