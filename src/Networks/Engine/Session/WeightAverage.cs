using System.Numerics;
using System.Runtime.InteropServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A running average of weights and constants, and their exchange with it.</summary>
/// <param name="store">The weights.</param>
internal sealed class WeightAverage(ParameterStore store)
{
    private const int ChunkLength = 16384;

    private readonly ParameterStore _store = store;

    /// <summary>The average of the trained values.</summary>
    public AlignedBuffer Trained { get; } = new(store.Trained.Length);

    /// <summary>The average of the constants.</summary>
    public AlignedBuffer Constants { get; } = new(store.Constants.Length);

    /// <summary>average += share x (weights - average).</summary>
    public void Add(WorkerTeam team, float share)
    {
        Add(team, _store.Trained, Trained, share);
        Add(team, _store.Constants, Constants, share);
    }

    /// <summary>Exchanges weights and average.</summary>
    public void Swap()
    {
        Swap(_store.Trained.Span, Trained.Span);
        Swap(_store.Constants.Span, Constants.Span);
    }

    private static void Swap(Span<float> left, Span<float> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            (left[i], right[i]) = (right[i], left[i]);
        }
    }

    private static unsafe void Add(WorkerTeam team, AlignedBuffer values, AlignedBuffer average, float share)
    {
        var length = values.Length;
        var work = new Work { Values = values.Pointer, Average = average.Pointer, Share = share, Length = length, Step = Math.Max(ChunkLength, length / 4096 / 16 * 16) };
        team.Run((length + work.Step - 1) / work.Step, ref work);
    }

    [StructLayout(LayoutKind.Auto)]
    private unsafe struct Work : IChunkWork
    {
        public float* Values;
        public float* Average;
        public float Share;
        public int Length;
        public int Step;

        public readonly void Execute(int chunk)
        {
            var i = chunk * Step;
            var end = Math.Min(i + Step, Length);
            for (; i <= end - Vector<float>.Count; i += Vector<float>.Count)
            {
                var average = Vector.Load(Average + i);
                Vector.Store(average + ((Vector.Load(Values + i) - average) * Share), Average + i);
            }

            for (; i < end; i++)
            {
                Average[i] += (Values[i] - Average[i]) * Share;
            }
        }
    }
}
