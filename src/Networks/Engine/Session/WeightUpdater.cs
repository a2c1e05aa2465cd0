using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>What a step does once all gradients are complete: clipping, the optimizer, constraints, the running average.</summary>
internal sealed class WeightUpdater
{
    private readonly ParameterStore _store;
    private readonly StepGradients _gradients;
    private readonly WeightUpdate? _update;
    private readonly MaximumNorm? _maximumNorm;
    private readonly RowTable[] _averagedByRow;
    private readonly float? _clipNorm;
    private readonly float? _clipValue;
    private AlignedBuffer? _before;
    private PruningMask? _mask;
    private WeightAverage? _average;
    private float _sparsity;

    public WeightUpdater(ParameterStore store, TrainedValues trained, TrainingSettings settings)
    {
        _store = store;
        _clipNorm = settings.GradientClipNorm;
        _clipValue = settings.GradientClipValue;
        _gradients = new StepGradients(trained.Layout, trained.Gradients, trained.Tables);
        _update = settings.Optimizer.IsFullBatch ? null : WeightUpdate.Of(settings.Optimizer, trained, settings.WeightDecay, settings.L1Penalty);
        _averagedByRow = settings.WeightAveraging is { IsEveryStep: true } ? [.. trained.Tables.Where(table => table.IsLarge)] : [];
        _maximumNorm = settings.MaximumNorm is { } limit ? new MaximumNorm(store, HiddenMatrices(), limit) : null;
    }

    /// <summary>The gradient's norm in the last step, before it was clipped by norm.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>Of the last measured step: the norm of the change divided by the norm of the weights.</summary>
    public double UpdateRatio { get; private set; }

    /// <summary>Updates the weights by their gradients.</summary>
    public void Run(WorkerTeam team, TrainingStep step)
    {
        if (step.Sparsity > _sparsity)
        {
            Prune(team, step.Sparsity);
        }

        if (_clipValue is { } largest)
        {
            _gradients.Clamp(largest);
        }

        GradientNorm = _gradients.Norm(team);
        var scale = _clipNorm is { } limit && GradientNorm > limit ? (float)(limit / GradientNorm) : 1f;
        BeginMeasure(team, step);
        _update!.Run(team, new UpdateStep(step.Number + 1, step.LearningRate, scale));
        _maximumNorm?.Apply(team);
        _mask?.Apply();
        EndMeasure(team, step);
        if (step.AverageShare > 0)
        {
            if (_averagedByRow.Length == 0)
            {
                BringUpToDate(team);
            }

            _average ??= new WeightAverage(_store, _averagedByRow);
            _average.Add(team, step.AverageShare);
        }
    }

    /// <summary>Takes the weights down before an update whose length is asked for.</summary>
    public void BeginMeasure(WorkerTeam team, TrainingStep step)
    {
        if (step.Measure)
        {
            BringUpToDate(team);
            _before ??= new AlignedBuffer(_store.Trained.Length);
            _store.Trained.Span.CopyTo(_before.Span);
        }
    }

    /// <summary>Compares the weights with those taken down.</summary>
    public void EndMeasure(WorkerTeam team, TrainingStep step)
    {
        if (step.Measure)
        {
            BringUpToDate(team);
            var before = TensorPrimitives.Norm<float>(_before!.Span);
            UpdateRatio = TensorPrimitives.Distance<float>(_before.Span, _store.Trained.Span) / Math.Max(before, float.Epsilon);
        }
    }

    /// <summary>Brings all weights up to date before they are read as a whole.</summary>
    public void BringUpToDate(WorkerTeam team)
    {
        _update?.BringUpToDate(team);
        _average?.BringUpToDate(team);
    }

    /// <summary>Exchanges the weights with their average. What is pruned is zero in the average too.</summary>
    public void SwapAverage(WorkerTeam team)
    {
        if (_average is null)
        {
            throw new InvalidOperationException("There is no average of the weights: no step had a share in one.");
        }

        BringUpToDate(team);
        _average.Swap();
        _mask?.Apply();
    }

    public IEnumerable<WeightTensor> GetState()
    {
        for (var i = 0; i < _update?.States.Count; i++)
        {
            yield return SessionState.Tensor($"optimizer.{i}", _update.States[i].Span);
        }

        if (_mask is not null)
        {
            yield return SessionState.Tensor("pruning.sparsity", [_sparsity]);
            yield return SessionState.Tensor("pruning.kept", _mask.Kept);
        }

        if (_average is not null)
        {
            yield return SessionState.Tensor("average.trained", _average.Trained.Span);
            yield return SessionState.Tensor("average.constants", _average.Constants.Span);
        }
    }

    public void SetState(NetworkWeights state)
    {
        for (var i = 0; i < _update?.States.Count; i++)
        {
            SessionState.Restore(state, $"optimizer.{i}", _update.States[i].Span);
        }

        if (state.TryGet("pruning.kept", out _))
        {
            _mask = new PruningMask(_store, HiddenMatrices());
            SessionState.Restore(state, "pruning.kept", _mask.Kept);
            Span<float> sparsity = stackalloc float[1];
            SessionState.Restore(state, "pruning.sparsity", sparsity);
            _sparsity = sparsity[0];
        }

        if (state.TryGet("average.trained", out _))
        {
            _average = new WeightAverage(_store, _averagedByRow);
            SessionState.Restore(state, "average.trained", _average.Trained.Span);
            SessionState.Restore(state, "average.constants", _average.Constants.Span);
        }
    }

    private void Prune(WorkerTeam team, float sparsity)
    {
        BringUpToDate(team);
        _sparsity = sparsity;
        _mask ??= new PruningMask(_store, HiddenMatrices());
        _mask.Grow(sparsity);
    }

    // A head's outputs are no hidden units.
    private Parameter[] HiddenMatrices() =>
        [.. _store.Matrices.Where(matrix => !matrix.Spec.Name.StartsWith(Graph.HeadPrefix, StringComparison.Ordinal))];
}
