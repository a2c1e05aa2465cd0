using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A network in training on the managed engine. All buffers are planned here; a step allocates nothing.</summary>
internal sealed unsafe class ManagedSession : ITrainingSession
{
    private readonly WorkerTeam _team;
    private readonly Graph _graph;
    private readonly ParameterStore _store;
    private readonly WeightUpdater _updater;
    private readonly FullBatchUpdate? _fullBatch;
    private readonly HeadLosses _losses;
    private readonly Batch _batch;
    private readonly ulong _seed;
    private bool _packedIsCurrent;
    private bool _usesAverage;
    private double _lossSum;
    private double _normSum;
    private long _rows;
    private long _steps;

    // What a full-batch step goes through, and the loss it found there last.
    private (IBatchSource Source, int[] Rows, TrainingStep Step) _all;
    private double _allLoss;

    public ManagedSession(NetworkDescription description, NetworkWeights weights, TrainingSettings settings)
    {
        _seed = settings.Seed;
        var purpose = settings.LossWeighting.MeasuresGradients ? GraphPurpose.MeasuredTraining : GraphPurpose.Training;
        _graph = Graph.Declare(description, settings.CategoryMaskRate, purpose: purpose);
        _store = new ParameterStore(_graph.Layout, weights);
        _batch = new Batch(TableShape.Of(description, withTargets: true), settings.BatchSize);
        var gradients = new AlignedBuffer(_graph.Layout.TrainedLength);
        var binding = new Binding(_store, gradients, settings.BatchSize);
        _graph.Bind(binding);
        var trained = new TrainedValues(_graph.Layout, _store.Trained, gradients, binding.Tables);
        _updater = new WeightUpdater(_store, trained, settings);
        _fullBatch = settings.Optimizer is Lbfgs lbfgs ? new FullBatchUpdate(lbfgs, trained, settings.WeightDecay, RunAllRows) : null;
        _losses = new HeadLosses(description.Heads, _graph, settings);

        // Last, so that a failure above leaves no thread behind.
        _team = new WorkerTeam(settings.ThreadCount);
    }

    public bool UsesAverage
    {
        get => _usesAverage;
        set
        {
            if (value != _usesAverage)
            {
                _updater.SwapAverage(_team);
                _usesAverage = value;
                _packedIsCurrent = false;
            }
        }
    }

    public void Train(IBatchSource source, ReadOnlySpan<int> rows, TrainingStep step)
    {
        if (_usesAverage)
        {
            throw new InvalidOperationException($"Training goes on from the weights, not from their average: set {nameof(UsesAverage)} to false.");
        }

        if (_fullBatch is not null)
        {
            TrainOnAll(_fullBatch, source, rows, step);
            return;
        }

        _lossSum += RunBatch(source, rows, step);

        // Here all gradients are complete and no weight has changed yet.
        _updater.Run(_team, step);
        _losses.Weigh();
        _packedIsCurrent = false;
        _normSum += _updater.GradientNorm;
        _rows += rows.Length;
        _steps++;
    }

    public StepStatistics TakeStatistics()
    {
        var statistics = new StepStatistics(
            _lossSum / Math.Max(_rows, 1), _normSum / Math.Max(_steps, 1), _updater.UpdateRatio, _fullBatch?.HasConverged == true)
        {
            Heads = _losses.TakeStatistics(),
        };
        _lossSum = 0;
        _normSum = 0;
        _rows = 0;
        _steps = 0;
        return statistics;
    }

    public void Evaluate(IBatchSource source, ReadOnlySpan<int> rows, Span<float> outputs, Span<float> targets, Span<float> rowWeights)
    {
        BatchReader.Read(source, rows, _batch, _team);
        _updater.BringUpToDate(_team);
        PackWeights();
        _graph.Forward(new Pass(_batch, _team, Training: false, _seed, 0));
        var width = _graph.Outputs.Sum(head => head!.Width);
        for (var row = 0; row < rows.Length; row++)
        {
            var at = row * width;
            foreach (var head in _graph.Outputs)
            {
                new ReadOnlySpan<float>(head!.Data + ((nint)row * head.Width), head.Width).CopyTo(outputs[at..]);
                at += head.Width;
            }
        }

        _batch.Targets.CopyTo(targets);
        _batch.Weights.CopyTo(rowWeights);
    }

    public NetworkWeights GetWeights()
    {
        _updater.BringUpToDate(_team);
        return _store.ToWeights();
    }

    public NetworkWeights GetState()
    {
        _updater.BringUpToDate(_team);
        return new NetworkWeights([.. _updater.GetState(), .. _losses.GetState(), .. _fullBatch?.Pairs.GetState() ?? []]);
    }

    public void SetState(NetworkWeights state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _updater.SetState(state);
        _losses.SetState(state);
        _fullBatch?.Pairs.SetState(state);
    }

    public void Dispose() => _team.Dispose();

    private void PackWeights()
    {
        if (!_packedIsCurrent)
        {
            _store.Pack(_team);
            _packedIsCurrent = true;
        }
    }

    private double RunBatch(IBatchSource source, ReadOnlySpan<int> rows, TrainingStep step)
    {
        BatchReader.Read(source, rows, _batch, _team);
        var pass = new Pass(_batch, _team, Training: true, _seed, (ulong)step.Number, step.WeightScale);
        PackWeights();
        _graph.Forward(pass);
        var loss = _losses.Run(pass);
        _graph.Backward(pass);
        return (loss + _graph.Penalty()) * rows.Length;
    }

    private void TrainOnAll(FullBatchUpdate update, IBatchSource source, ReadOnlySpan<int> rows, TrainingStep step)
    {
        _all = (source, rows.ToArray(), step);
        _updater.BeginMeasure(_team, step);
        update.Step();
        _updater.EndMeasure(_team, step);
        _packedIsCurrent = false;
        _lossSum = _allLoss;
        _normSum = update.GradientNorm;
        (_rows, _steps) = (rows.Length, 1);
    }

    private double RunAllRows()
    {
        var (source, rows, step) = _all;
        _packedIsCurrent = false;
        _allLoss = 0;
        _losses.ClearStatistics();
        for (var start = 0; start < rows.Length; start += _batch.Capacity)
        {
            var batch = rows.AsSpan(start, Math.Min(_batch.Capacity, rows.Length - start));
            _allLoss += RunBatch(source, batch, step);
            _fullBatch!.AddGradient((float)batch.Length / rows.Length);
        }

        return _allLoss / rows.Length;
    }
}
