using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// An optimizer that treats every value alike. Of large tables only the rows of the batch are updated; the others make up for it when they
/// are next read.
/// </summary>
internal sealed unsafe class RuleUpdate<TRule> : WeightUpdate
    where TRule : struct, IUpdateRule
{
    private readonly AlignedBuffer[] _states;
    private readonly UpdateBuffers _buffers;
    private readonly ParameterSpan[] _chunks;
    private readonly LazyTable<TRule>[] _tables;
    private readonly StepHistory<TRule>? _decayingSteps;
    private readonly StepHistory<TRule>? _plainSteps;
    private readonly Func<UpdateStep, bool, TRule> _rule;
    private readonly Penalty _penalty;

    /// <param name="trained">What to update.</param>
    /// <param name="penalty">The gradient terms of tensors that decay.</param>
    /// <param name="rule">The rule of a step, for tensors that decay and others.</param>
    /// <param name="history">How rows make up for missed steps; null to go through them one by one.</param>
    public RuleUpdate(
        TrainedValues trained, Penalty penalty, Func<UpdateStep, bool, TRule> rule, Func<Penalty, StepHistory<TRule>>? history = null)
    {
        _penalty = penalty;
        _rule = rule;
        _states = [.. Enumerable.Range(0, TRule.States).Select(_ => new AlignedBuffer(trained.Layout.TrainedLength))];
        _buffers = new UpdateBuffers
        {
            Values = trained.Values.Pointer,
            Gradients = trained.Gradients.Pointer,
            First = _states.Length > 0 ? _states[0].Pointer : null,
            Second = _states.Length > 1 ? _states[1].Pointer : null,
            Third = _states.Length > 2 ? _states[2].Pointer : null,
        };
        history ??= left => new StepHistory<TRule>(left);
        var lazy = trained.Tables.Where(table => table.IsLarge).ToArray();
        _decayingSteps = lazy.Any(table => table.Decays) ? history(penalty) : null;
        _plainSteps = lazy.Any(table => !table.Decays) ? history(Penalty.None) : null;
        _tables = [.. lazy.Select(table => new LazyTable<TRule>(
            table, _buffers.At(table.Parameter.Offset), (table.Decays ? _decayingSteps : _plainSteps)!))];
        _chunks = UpdateChunks.Of(trained.Layout.Parameters.Except(lazy.Select(table => table.Parameter)));
    }

    public override IReadOnlyList<AlignedBuffer> States => _states;

    public override void Run(WorkerTeam team, in UpdateStep step)
    {
        var decaying = _rule(step, true);
        var plain = _rule(step, false);
        var work = new Work
        {
            Chunks = _chunks,
            Decaying = decaying,
            Plain = plain,
            Scale = step.GradientScale,
            Penalty = _penalty,
            Buffers = _buffers,
        };
        team.Run(_chunks.Length, ref work);
        if (_tables.Length > 0)
        {
            UpdateTables(team, decaying, plain, step.GradientScale);
        }
    }

    public override void BringUpToDate(WorkerTeam team)
    {
        if (_tables.Length == 0 || (_decayingSteps ?? _plainSteps)!.Count == 0)
        {
            return;
        }

        // From here on rows start afresh, so that what came before does not change the order of later roundings: a resumed run has none of it.
        foreach (var table in _tables)
        {
            table.BringUpToDate(team);
        }

        _decayingSteps?.Clear();
        _plainSteps?.Clear();
    }

    private void UpdateTables(WorkerTeam team, in TRule decaying, in TRule plain, float gradientScale)
    {
        if ((_decayingSteps ?? _plainSteps)!.IsFull)
        {
            BringUpToDate(team);
        }

        _decayingSteps?.Add(decaying);
        _plainSteps?.Add(plain);
        foreach (var table in _tables)
        {
            table.Update(team, gradientScale);
        }
    }

    private struct Work : IChunkWork
    {
        public ParameterSpan[] Chunks;
        public TRule Decaying;
        public TRule Plain;
        public float Scale;
        public Penalty Penalty;
        public UpdateBuffers Buffers;

        public readonly void Execute(int chunk)
        {
            var (offset, length, decay) = Chunks[chunk];
            UpdateLoop.Step(decay ? Decaying : Plain, Scale, decay ? Penalty : Penalty.None, Buffers.At(offset), length);
        }
    }
}
