namespace NeuralTrainers.Torch;

/// <summary>What a step does once all gradients are complete: clipping, the optimizer, constraints, the running average. Nothing is read back.</summary>
internal sealed class TorchUpdater : IDisposable
{
    private readonly TorchParameters _parameters;
    private readonly TorchOptimizer _optimizer;
    private readonly TrainingSettings _settings;
    private readonly IReadOnlyList<Parameter> _hiddenMatrices;
    private readonly Tensor _ratio;
    private Tensor? _before;
    private Tensor? _kept;
    private Tensor? _averageTrained;
    private Tensor? _averageConstants;
    private float _sparsity;

    public TorchUpdater(Graph graph, TorchParameters parameters, TrainingSettings settings)
    {
        _parameters = parameters;
        _settings = settings;
        _optimizer = new TorchOptimizer(parameters, settings);
        _ratio = torch.zeros(1, torch.float32, parameters.Trained.device).DetachFromDisposeScope();

        // A head's outputs are no hidden units.
        _hiddenMatrices = [.. graph.Operations
            .SelectMany(LinearLayers.Matrices)
            .Distinct()
            .Where(matrix => matrix.Spec.Trains && !matrix.Spec.Name.StartsWith(Graph.HeadPrefix, StringComparison.Ordinal))
            .OrderBy(matrix => matrix.Offset)];
    }

    /// <summary>Of the last measured step: the norm of the change divided by the norm of the weights. Waits for the device.</summary>
    public double UpdateRatio => HostTensors.ToArray(_ratio)[0];

    /// <summary>Updates the weights by their gradients.</summary>
    /// <returns>The gradient's norm before it was clipped by norm.</returns>
    public Tensor Run(TrainingStep step)
    {
        if (step.Sparsity > _sparsity)
        {
            Prune(step.Sparsity);
        }

        var gradients = _parameters.Gradients;
        if (_settings.GradientClipValue is { } largest)
        {
            gradients.clamp_(-largest, largest);
        }

        var norm = gradients.norm();
        if (_settings.GradientClipNorm is { } limit)
        {
            // A gradient that is no number must stay so, that divergence is seen; one of length 0 stays as it is.
            gradients.mul_((limit / norm).clamp(null, 1));
        }

        BeginMeasure(step);
        _optimizer.Step(step.Number + 1, step.LearningRate);
        LimitNorms();
        ApplyMask();
        EndMeasure(step);
        if (step.AverageShare > 0)
        {
            AddToAverage(step.AverageShare);
        }

        return norm;
    }

    /// <summary>Takes the weights down before an update whose length is asked for.</summary>
    public void BeginMeasure(TrainingStep step)
    {
        if (step.Measure)
        {
            _before ??= torch.empty_like(_parameters.Trained).DetachFromDisposeScope();
            _before.copy_(_parameters.Trained);
        }
    }

    /// <summary>Compares the weights with those taken down.</summary>
    public void EndMeasure(TrainingStep step)
    {
        if (step.Measure)
        {
            _ratio.copy_((_parameters.Trained - _before!).norm() / _before!.norm().clamp(float.Epsilon));
        }
    }

    /// <summary>Exchanges the weights with their average. What is pruned is zero in the average too.</summary>
    public void SwapAverage()
    {
        if (_averageTrained is null)
        {
            throw new InvalidOperationException("There is no average of the weights: no step had a share in one.");
        }

        Swap(_parameters.Trained, _averageTrained);
        Swap(_parameters.Constants, _averageConstants!);
        ApplyMask();
    }

    public IEnumerable<WeightTensor> GetState()
    {
        for (var i = 0; i < _optimizer.States.Count; i++)
        {
            yield return SessionState.Tensor($"optimizer.{i}", HostTensors.ToArray(_optimizer.States[i]));
        }

        if (_kept is not null)
        {
            yield return SessionState.Tensor("pruning.sparsity", [_sparsity]);
            yield return SessionState.Tensor("pruning.kept", HostTensors.ToArray(_kept));
        }

        if (_averageTrained is not null)
        {
            yield return SessionState.Tensor("average.trained", HostTensors.ToArray(_averageTrained));
            yield return SessionState.Tensor("average.constants", HostTensors.ToArray(_averageConstants!));
        }
    }

    public void SetState(NetworkWeights state)
    {
        for (var i = 0; i < _optimizer.States.Count; i++)
        {
            Restore(state, $"optimizer.{i}", _optimizer.States[i]);
        }

        if (state.TryGet("pruning.kept", out _))
        {
            _kept = torch.ones_like(_parameters.Trained).DetachFromDisposeScope();
            Restore(state, "pruning.kept", _kept);
            Span<float> sparsity = stackalloc float[1];
            SessionState.Restore(state, "pruning.sparsity", sparsity);
            _sparsity = sparsity[0];
        }

        if (state.TryGet("average.trained", out _))
        {
            BeginAverage();
            Restore(state, "average.trained", _averageTrained!);
            Restore(state, "average.constants", _averageConstants!);
        }
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _ratio.Dispose();
        _before?.Dispose();
        _kept?.Dispose();
        _averageTrained?.Dispose();
        _averageConstants?.Dispose();
    }

    private static void Restore(NetworkWeights state, string name, Tensor destination)
    {
        var values = new float[destination.NumberOfElements];
        SessionState.Restore(state, name, values);
        HostTensors.Write<float>(values, destination);
    }

    private static void Swap(Tensor left, Tensor right)
    {
        var copy = left.clone();
        left.copy_(right);
        right.copy_(copy);
    }

    private void BeginAverage()
    {
        _averageTrained = torch.zeros_like(_parameters.Trained).DetachFromDisposeScope();
        _averageConstants = torch.zeros_like(_parameters.Constants).DetachFromDisposeScope();
    }

    private void AddToAverage(float share)
    {
        if (_averageTrained is null)
        {
            BeginAverage();
        }

        _averageTrained!.add_(_parameters.Trained - _averageTrained, share);
        _averageConstants!.add_(_parameters.Constants - _averageConstants, share);
    }

    // Scales the weights that enter a unit down to a largest norm (Srivastava et al., 2014, section 5.1).
    private void LimitNorms()
    {
        if (_settings.MaximumNorm is not { } limit)
        {
            return;
        }

        foreach (var matrix in _hiddenMatrices)
        {
            var rows = Part(_parameters.Trained, matrix).reshape(-1, matrix.Spec.Shape[^1]);
            rows.mul_((limit / rows.norm(1, keepdim: true)).clamp(null, 1));
        }
    }

    private void Prune(float sparsity)
    {
        _sparsity = sparsity;
        _kept ??= torch.ones_like(_parameters.Trained).DetachFromDisposeScope();
        foreach (var matrix in _hiddenMatrices)
        {
            // By size and place: pruned weights come first, and ties are decided the same way in every run.
            var kept = Part(_kept, matrix);
            var sizes = torch.where(kept.eq(0), torch.full_like(kept, -1), Part(_parameters.Trained, matrix).abs());
            var smallest = sizes.sort(0, descending: false, stable: true).Indices.narrow(0, 0, (int)(sparsity * (double)matrix.Length));
            kept.index_fill_(0, smallest, 0);
        }
    }

    private void ApplyMask()
    {
        if (_kept is not null)
        {
            _parameters.Trained.mul_(_kept);
        }
    }

    private static Tensor Part(Tensor all, Parameter parameter) => all.narrow(0, parameter.Offset, parameter.Length);
}
