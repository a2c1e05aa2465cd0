using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A network in training on the managed engine. All buffers are planned here; a step allocates nothing.</summary>
internal sealed unsafe class ManagedSession : ITrainingSession
{
    private readonly WorkerTeam _team;
    private readonly Graph _graph;
    private readonly ParameterStore _store;
    private readonly StepGradients _gradients;
    private readonly WeightUpdate? _update;
    private readonly FullBatchUpdate? _fullBatch;
    private readonly HeadLosses _losses;
    private readonly Batch _batch;
    private readonly ulong _seed;
    private readonly float? _clipNorm;
    private readonly float? _clipValue;
    private AlignedBuffer? _before;
    private bool _packedIsCurrent;
    private (IBatchSource Source, int[] Rows, TrainingStep Step) _all;
    private double _allLoss;
    private double _lossSum;
    private double _normSum;
    private double _updateRatio;
    private long _rows;
    private long _steps;

    public ManagedSession(NetworkDescription description, NetworkWeights weights, TrainingSettings settings)
    {
        _seed = settings.Seed;
        _clipNorm = settings.GradientClipNorm;
        _clipValue = settings.GradientClipValue;
        var purpose = settings.LossWeighting.MeasuresGradients ? GraphPurpose.MeasuredTraining : GraphPurpose.Training;
        _graph = Graph.Declare(description, settings.CategoryMaskRate, purpose: purpose);
        _store = new ParameterStore(_graph.Layout, weights);
        var gradients = new AlignedBuffer(_graph.Layout.TrainedLength);
        _batch = new Batch(TableShape.Of(description, withTargets: true), settings.BatchSize);
        var binding = new Binding(_store, gradients, settings.BatchSize);
        _graph.Bind(binding);
        _gradients = new StepGradients(_graph.Layout, gradients, binding.Tables);
        var trained = new TrainedValues(_graph.Layout, _store.Trained, gradients, binding.Tables);
        if (settings.Optimizer is Lbfgs lbfgs)
        {
            _fullBatch = new FullBatchUpdate(lbfgs, trained, settings.WeightDecay, RunAllRows);
        }
        else
        {
            _update = WeightUpdate.Of(settings.Optimizer, trained, settings.WeightDecay, settings.L1Penalty);
        }

        _losses = new HeadLosses(description.Heads, _graph, settings);

        // Last, so that a failure above leaves no thread behind.
        _team = new WorkerTeam(settings.ThreadCount);
    }

    public void Train(IBatchSource source, ReadOnlySpan<int> rows, TrainingStep step)
    {
        if (_fullBatch is not null)
        {
            TrainOnAll(_fullBatch, source, rows, step);
            return;
        }

        _lossSum += RunBatch(source, rows, step);

        // Here all gradients are complete and no weight has changed yet.
        Update(step);
        _losses.Weigh();
        _rows += rows.Length;
        _steps++;
    }

    public StepStatistics TakeStatistics()
    {
        var statistics = new StepStatistics(_lossSum / Math.Max(_rows, 1), _normSum / Math.Max(_steps, 1), _updateRatio, _fullBatch?.HasConverged == true)
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
        _update?.BringUpToDate(_team);
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
        _update?.BringUpToDate(_team);
        return _store.ToWeights();
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
        BeginMeasure(step);
        update.Step();
        _packedIsCurrent = false;
        EndMeasure(step);
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

    private void Update(TrainingStep step)
    {
        if (_clipValue is { } largest)
        {
            _gradients.Clamp(largest);
        }

        var norm = _gradients.Norm(_team);
        _normSum += norm;
        var scale = _clipNorm is { } limit && norm > limit ? (float)(limit / norm) : 1f;
        BeginMeasure(step);
        _update!.Run(_team, new UpdateStep(step.Number + 1, step.LearningRate, scale));
        _packedIsCurrent = false;
        EndMeasure(step);
    }

    private void BeginMeasure(TrainingStep step)
    {
        if (step.Measure)
        {
            _update?.BringUpToDate(_team);
            _before ??= new AlignedBuffer(_store.Trained.Length);
            _store.Trained.Span.CopyTo(_before.Span);
        }
    }

    private void EndMeasure(TrainingStep step)
    {
        if (step.Measure)
        {
            _update?.BringUpToDate(_team);
            var before = TensorPrimitives.Norm<float>(_before!.Span);
            _updateRatio = TensorPrimitives.Distance<float>(_before.Span, _store.Trained.Span) / Math.Max(before, float.Epsilon);
        }
    }
}
