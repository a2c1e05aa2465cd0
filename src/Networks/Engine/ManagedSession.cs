using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A network in training on the managed engine. All buffers are planned here; a step allocates nothing.</summary>
internal sealed unsafe class ManagedSession : ITrainingSession
{
    private readonly WorkerTeam _team;
    private readonly Graph _graph;
    private readonly ParameterStore _store;
    private readonly AlignedBuffer _gradients;
    private readonly WeightUpdate _update;
    private readonly HeadLoss[] _losses;
    private readonly Batch _batch;
    private readonly ulong _seed;
    private readonly float? _clipNorm;
    private AlignedBuffer? _before;
    private bool _packedIsCurrent;
    private double _lossSum;
    private double _normSum;
    private double _updateRatio;
    private long _rows;
    private long _steps;

    public ManagedSession(NetworkDescription description, NetworkWeights weights, TrainingSettings settings)
    {
        _seed = settings.Seed;
        _clipNorm = settings.GradientClipNorm;
        _graph = Graph.Declare(description, settings.CategoryMaskRate);
        _store = new ParameterStore(_graph.Layout, weights);
        _gradients = new AlignedBuffer(_graph.Layout.TrainedLength);
        _batch = new Batch(TableShape.Of(description, withTargets: true), settings.BatchSize);
        _graph.Bind(new Binding(_store, _gradients, settings.BatchSize));
        _update = WeightUpdate.Of(settings.Optimizer, _graph.Layout, settings.WeightDecay);
        var targets = 0;
        _losses = new HeadLoss[description.Heads.Count];
        for (var i = 0; i < _losses.Length; i++)
        {
            _losses[i] = new HeadLoss(description.Heads[i], _graph.Heads[i], targets, settings.BatchSize);
            targets += description.Heads[i].TargetWidth;
        }

        // Last, so that a failure above leaves no thread behind.
        _team = new WorkerTeam(settings.ThreadCount);
    }

    public void Train(IBatchSource source, ReadOnlySpan<int> rows, TrainingStep step)
    {
        source.Read(rows, _batch);
        var pass = new Pass(_batch, _team, Training: true, _seed, (ulong)step.Number);
        PackWeights();
        _graph.Forward(pass);
        foreach (var loss in _losses)
        {
            _lossSum += loss.Run(pass, step.WeightScale);
        }

        _graph.Backward(pass);
        _lossSum += _graph.Penalty() * rows.Length;

        // Here all gradients are complete and no weight has changed yet.
        Update(step);
        _rows += rows.Length;
        _steps++;
    }

    public StepStatistics TakeStatistics()
    {
        var statistics = new StepStatistics(_lossSum / Math.Max(_rows, 1), _normSum / Math.Max(_steps, 1), _updateRatio);
        _lossSum = 0;
        _normSum = 0;
        _rows = 0;
        _steps = 0;
        return statistics;
    }

    public void Evaluate(IBatchSource source, ReadOnlySpan<int> rows, Span<float> outputs, Span<float> targets, Span<float> rowWeights)
    {
        source.Read(rows, _batch);
        PackWeights();
        _graph.Forward(new Pass(_batch, _team, Training: false, _seed, 0));
        var width = _graph.Heads.Sum(head => head.Width);
        for (var row = 0; row < rows.Length; row++)
        {
            var at = row * width;
            foreach (var head in _graph.Heads)
            {
                new ReadOnlySpan<float>(head.Data + ((nint)row * head.Width), head.Width).CopyTo(outputs[at..]);
                at += head.Width;
            }
        }

        _batch.Targets.CopyTo(targets);
        _batch.Weights.CopyTo(rowWeights);
    }

    public NetworkWeights GetWeights() => _store.ToWeights();

    public void Dispose() => _team.Dispose();

    private void PackWeights()
    {
        if (!_packedIsCurrent)
        {
            _store.Pack(_team);
            _packedIsCurrent = true;
        }
    }

    private void Update(TrainingStep step)
    {
        var norm = Math.Sqrt(Reductions.SquaredNorm(_team, _gradients.Pointer, _gradients.Length));
        _normSum += norm;
        var scale = _clipNorm is { } limit && norm > limit ? (float)(limit / norm) : 1f;
        if (step.Measure)
        {
            _before ??= new AlignedBuffer(_store.Trained.Length);
            _store.Trained.Span.CopyTo(_before.Span);
        }

        _update.Run(_team, _store.Trained, _gradients, scale, step.LearningRate);
        _packedIsCurrent = false;
        if (step.Measure)
        {
            var before = TensorPrimitives.Norm<float>(_before!.Span);
            _updateRatio = TensorPrimitives.Distance<float>(_before.Span, _store.Trained.Span) / Math.Max(before, float.Epsilon);
        }
    }
}
