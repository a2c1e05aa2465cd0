using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The last steps, so that rows that missed some can make up for them.</summary>
/// <param name="penalty">The gradient that a row has in a step that it misses.</param>
internal class StepHistory<TRule>(Penalty penalty)
    where TRule : struct, IUpdateRule
{
    /// <summary>The most steps that are kept. Bringing all rows up to date that often costs next to nothing.</summary>
    public const int Capacity = 512;

    private readonly TRule[] _rules = new TRule[Capacity];

    /// <summary>The number of steps.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == Capacity;

    public Penalty Penalty => penalty;

    /// <summary>The last step.</summary>
    public ref readonly TRule Last => ref _rules[Count - 1];

    public virtual void Add(in TRule rule) => _rules[Count++] = rule;

    public virtual void Clear() => Count = 0;

    /// <summary>Takes a row through the steps from a number on, with no gradient but the penalty's.</summary>
    public virtual void CatchUp(in UpdateBuffers row, int length, int from)
    {
        if (!_rules[from].Rests || !penalty.IsNone)
        {
            UpdateLoop.Replay(Rules(from, Count), penalty, row, length);
        }
    }

    protected ReadOnlySpan<TRule> Rules(int from, int to) => _rules.AsSpan(from, to - from);
}
