using System.Numerics;
using System.Runtime.InteropServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A running average of weights and constants, and their exchange with it.</summary>
internal sealed class WeightAverage
{
    private readonly ParameterStore _store;
    private readonly ParameterSpan[] _trained;
    private readonly ParameterSpan[] _constants;
    private readonly RowAverage[] _rows;

    /// <summary>Begins with the constants, and an average of zero of the trained values.</summary>
    /// <param name="store">The weights.</param>
    /// <param name="tables">The tables of which a step averages the rows of its batch only.</param>
    public WeightAverage(ParameterStore store, IReadOnlyList<RowTable> tables)
    {
        _store = store;
        Trained = new AlignedBuffer(store.Trained.Length);
        Constants = new AlignedBuffer(store.Constants.Length);
        _rows = [.. tables.Select(table => new RowAverage(table, store.Trained, Trained))];
        _trained = UpdateChunks.Of(store.Layout.Parameters.Except(tables.Select(table => table.Parameter)));
        _constants = UpdateChunks.OfChangingConstants(store.Layout.Parameters);
        store.Constants.Span.CopyTo(Constants.Span);
    }

    /// <summary>The average of the trained values.</summary>
    public AlignedBuffer Trained { get; }

    /// <summary>The average of the constants.</summary>
    public AlignedBuffer Constants { get; }

    /// <summary>average += share x (weights - average).</summary>
    public void Add(WorkerTeam team, float share)
    {
        Add(team, _store.Trained, Trained, _trained, share);
        Add(team, _store.Constants, Constants, _constants, share);
        foreach (var table in _rows)
        {
            table.Add(team, share);
        }
    }

    /// <summary>Brings rows up to date that missed steps.</summary>
    public void BringUpToDate(WorkerTeam team)
    {
        foreach (var table in _rows)
        {
            table.BringUpToDate(team);
        }
    }

    /// <summary>Exchanges weights and average, both of them up to date.</summary>
    public void Swap()
    {
        Swap(_store.Trained.Span, Trained.Span);
        Swap(_store.Constants.Span, Constants.Span);
    }

    /// <summary>average += share x (values - average).</summary>
    public static unsafe void Add(float* values, float* average, int length, float share)
    {
        var i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var old = Vector.Load(average + i);
            Vector.Store(old + ((Vector.Load(values + i) - old) * share), average + i);
        }

        for (; i < length; i++)
        {
            average[i] += (values[i] - average[i]) * share;
        }
    }

    private static void Swap(Span<float> left, Span<float> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            (left[i], right[i]) = (right[i], left[i]);
        }
    }

    private static unsafe void Add(WorkerTeam team, AlignedBuffer values, AlignedBuffer average, ParameterSpan[] spans, float share)
    {
        var work = new Work { Values = values.Pointer, Average = average.Pointer, Spans = spans, Share = share };
        team.Run(spans.Length, ref work);
    }

    [StructLayout(LayoutKind.Auto)]
    private unsafe struct Work : IChunkWork
    {
        public float* Values;
        public float* Average;
        public ParameterSpan[] Spans;
        public float Share;

        public readonly void Execute(int chunk)
        {
            var (offset, length, _) = Spans[chunk];
            Add(Values + offset, Average + offset, length, Share);
        }
    }
}
