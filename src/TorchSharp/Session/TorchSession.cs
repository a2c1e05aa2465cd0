using System.Runtime.InteropServices;

namespace NeuralTrainers.Torch;

/// <summary>A network in training on a libtorch device. Weights, gradients and moments stay there; a step waits for nothing.</summary>
internal sealed class TorchSession : ITrainingSession
{
    private readonly NetworkDescription _description;
    private readonly TorchDevice _device;
    private readonly ulong _seed;
    private readonly int _batchSize;
    private readonly MatrixPrecision _precision;
    private readonly Graph _graph;
    private readonly TorchParameters _parameters;
    private readonly TensorCache _cache;
    private readonly RandomPool _randomPool;
    private readonly BatchFeed _feed;
    private readonly TorchHeadLosses _losses;
    private readonly TorchUpdater _updater;
    private readonly FullBatchStep? _fullBatch;
    private readonly MemoryLimit _memory;
    private readonly Tensor _lossSum;
    private readonly Tensor _normSum;
    private bool _usesAverage;
    private long _rows;
    private long _steps;

    /// <param name="description">The network.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="settings">The run's settings.</param>
    /// <param name="device">The device.</param>
    /// <param name="memory">What happens when the device's memory does not hold a batch.</param>
    /// <param name="log">Receives what a user should know.</param>
    public TorchSession(
        NetworkDescription description, NetworkWeights weights, TrainingSettings settings, TorchDevice device, MemoryLimit memory, Action<string> log)
    {
        _description = description;
        _device = device;
        _seed = settings.Seed;
        _batchSize = settings.BatchSize;
        _precision = settings.MatrixPrecision;
        _memory = memory;
        var purpose = settings.LossWeighting.MeasuresGradients ? GraphPurpose.MeasuredTraining : GraphPurpose.Training;
        _graph = Graph.Declare(description, settings.CategoryMaskRate, purpose: purpose);
        TorchOperations.Check(_graph);
        using var gradients = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        _parameters = new TorchParameters(_graph.Layout, weights, device.Device);
        _cache = new TensorCache(device.Device);
        _randomPool = new RandomPool(settings.Seed, device.Device);
        _feed = new BatchFeed(description, device, settings.BatchSize, log);
        _losses = new TorchHeadLosses(description.Heads, _graph, settings, _cache, device.Device);
        _updater = new TorchUpdater(_graph, _parameters, settings);
        _fullBatch = settings.Optimizer is Lbfgs lbfgs ? new FullBatchStep(lbfgs, _graph.Layout, _parameters, settings.WeightDecay) : null;
        _lossSum = torch.zeros(1, torch.float64, device.Device).DetachFromDisposeScope();
        _normSum = torch.zeros(1, torch.float64, device.Device).DetachFromDisposeScope();
    }

    public bool UsesAverage
    {
        get => _usesAverage;
        set
        {
            if (value != _usesAverage)
            {
                using var gradients = torch.no_grad();
                using var scope = torch.NewDisposeScope();
                _updater.SwapAverage();
                _usesAverage = value;
            }
        }
    }

    public void Train(IBatchSource source, ReadOnlySpan<int> rows, TrainingStep step)
    {
        if (_usesAverage)
        {
            throw new InvalidOperationException($"Training goes on from the weights, not from their average: set {nameof(UsesAverage)} to false.");
        }

        using var products = SetProducts(_precision);
        using var scope = torch.NewDisposeScope();
        if (_fullBatch is not null)
        {
            TrainOnAll(_fullBatch, source, rows.ToArray(), step);
            return;
        }

        RunBatch(source, rows, step);
        using var gradients = torch.no_grad();
        try
        {
            _normSum.add_(_updater.Run(step));
        }
        catch (ExternalException exception) when (MemoryLimit.IsReached(exception))
        {
            throw _memory.TooLittle("the optimizer's step", exception);
        }

        _rows += rows.Length;
        _steps++;
    }

    public StepStatistics TakeStatistics()
    {
        using var scope = torch.NewDisposeScope();
        var sums = HostTensors.ToArray(torch.cat([_lossSum / Math.Max(_rows, 1), _normSum / Math.Max(_steps, 1)]).to_type(torch.float32));
        _lossSum.zero_();
        _normSum.zero_();
        _rows = 0;
        _steps = 0;
        return new StepStatistics(sums[0], sums[1], _updater.UpdateRatio, _fullBatch?.HasConverged == true) { Heads = _losses.TakeStatistics() };
    }

    public void Evaluate(IBatchSource source, ReadOnlySpan<int> rows, Span<float> outputs, Span<float> targets, Span<float> rowWeights)
    {
        using var products = SetProducts(MatrixPrecision.Float32);
        var width = _description.Heads.Sum(head => head.OutputCount);
        var targetWidth = source.Shape.TargetCount;
        var parts = _memory.Parts(rows.Length);
        for (var part = 0; part < parts.Count; part++)
        {
            var (start, count) = parts[part];
            try
            {
                Score(source, rows.Slice(start, count), outputs[(start * width)..]);
            }
            catch (ExternalException exception) when (MemoryLimit.IsReached(exception))
            {
                // Once more, in smaller parts.
                _memory.Halve(exception, rows.Length);
                (parts, part) = (_memory.Parts(rows.Length), -1);
            }
        }

        _feed.ReadLabels(source, rows, targets[..(rows.Length * targetWidth)], rowWeights);
    }

    public NetworkWeights GetWeights() => _parameters.ToWeights();

    public NetworkWeights GetState() => new([.. _updater.GetState(), .. _losses.GetState(), .. _fullBatch?.GetState() ?? []]);

    public void SetState(NetworkWeights state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _updater.SetState(state);
        _losses.SetState(state);
        _fullBatch?.SetState(state);
    }

    public void Dispose()
    {
        _updater.Dispose();
        _losses.Dispose();
        _feed.Dispose();
        _cache.Dispose();
        _randomPool.Dispose();
        _parameters.Dispose();
        _lossSum.Dispose();
        _normSum.Dispose();
    }

    private TensorFloat32? SetProducts(MatrixPrecision precision) =>
        _device.IsCuda ? TensorFloat32.Set(precision == MatrixPrecision.TensorFloat32) : null;

    // The gradients of the mean loss of the rows, and their part of the statistics.
    private void RunBatch(IBatchSource source, ReadOnlySpan<int> rows, TrainingStep step)
    {
        var parts = _memory.Parts(rows.Length);
        try
        {
            RunParts(source, rows, step, parts);
        }
        catch (ExternalException exception) when (MemoryLimit.IsReached(exception))
        {
            // The second time this is an error.
            _memory.Halve(exception, rows.Length);
            RunBatch(source, rows, step);
        }
    }

    private void RunParts(IBatchSource source, ReadOnlySpan<int> rows, TrainingStep step, IReadOnlyList<(int Start, int Count)> parts)
    {
        // What a failed attempt left on the device must be gone before the next one.
        using var scope = torch.NewDisposeScope();
        var random = new StepRandom(_randomPool, _seed, step.Number, _device.Device);
        _parameters.Gradients.zero_();
        _losses.BeginStep();
        Tensor? counts = null;
        var losses = new List<Tensor>();
        var norms = new List<(HeadInputOperation Operation, double Norm)>();
        if (parts.Count > 1)
        {
            counts = _losses.CountLabels(_feed.Labels(source, rows));
        }

        foreach (var (start, count) in parts)
        {
            var batch = _feed.Read(source, rows.Slice(start, count), rows.Length);
            counts ??= _losses.CountLabels(batch.Targets);
            var pass = new TorchPass(_parameters, _cache, batch, random, _precision, step.WeightScale);
            Forward(pass);
            var loss = _losses.Run(pass, counts);
            loss.backward();
            losses.Add(loss.detach());
            Complete(pass, norms);
        }

        using var gradients = torch.no_grad();
        var terms = _losses.EndStep(counts!, norms);
        foreach (var loss in losses)
        {
            _lossSum.add_(loss, rows.Length);
        }

        if (terms != 0)
        {
            _lossSum.add_(terms * rows.Length);
        }
    }

    private void Forward(TorchPass pass)
    {
        foreach (var operation in _graph.Operations)
        {
            TorchOperations.Run(operation, pass);
        }
    }

    // Gradients that were cut off to be measured go on to what the heads share.
    private static void Complete(TorchPass pass, List<(HeadInputOperation Operation, double Norm)> norms)
    {
        Tensor? sum = null;
        foreach (var (operation, _, leaf) in pass.Cuts)
        {
            if (leaf.grad is { } gradient)
            {
                norms.Add((operation, HostTensors.ToArray(gradient.norm())[0]));
                sum = sum is null ? gradient : sum + gradient;
            }
        }

        if (sum is not null && pass.Cuts[0].Trunk is { requires_grad: true } trunk)
        {
            trunk.backward([sum]);
        }
    }

    private void Score(IBatchSource source, ReadOnlySpan<int> rows, Span<float> outputs)
    {
        using var gradients = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var pass = new TorchPass(_parameters, _cache, _feed.Read(source, rows, rows.Length), random: null, MatrixPrecision.Float32, weightScale: 1);
        Forward(pass);
        var width = _description.Heads.Sum(head => head.OutputCount);
        var at = 0;
        for (var head = 0; head < _graph.Heads.Count; head++)
        {
            var members = _graph.Heads[head]!;
            var values = HostTensors.ToArray(pass[members]);
            var average = members.Copies > 1 ? LossFunction.Of(_description.Heads[head]) : null;
            for (var row = 0; row < rows.Length; row++)
            {
                var own = values.AsSpan(row * members.Copies * members.Width, members.Copies * members.Width);
                var destination = outputs.Slice((row * width) + at, members.Width);
                if (average is null)
                {
                    own.CopyTo(destination);
                }
                else
                {
                    average.Average(own, destination);
                }
            }

            at += members.Width;
        }
    }

    private void TrainOnAll(FullBatchStep update, IBatchSource source, int[] rows, TrainingStep step)
    {
        using (torch.no_grad())
        {
            _updater.BeginMeasure(step);
        }

        update.Run(() => RunAllRows(update, source, rows, step));
        using var gradients = torch.no_grad();
        _updater.EndMeasure(step);
        _normSum.zero_().add_(update.GradientNorm);
        (_rows, _steps) = (rows.Length, 1);
    }

    private double RunAllRows(FullBatchStep update, IBatchSource source, int[] rows, TrainingStep step)
    {
        _lossSum.zero_();
        _losses.ClearStatistics();
        for (var start = 0; start < rows.Length; start += _batchSize)
        {
            using var scope = torch.NewDisposeScope();
            var batch = rows.AsSpan(start, Math.Min(_batchSize, rows.Length - start));
            RunBatch(source, batch, step);
            update.AddGradient((float)batch.Length / rows.Length);
        }

        using var sum = _lossSum.to_type(torch.float32);
        return (double)HostTensors.ToArray(sum)[0] / rows.Length;
    }
}
