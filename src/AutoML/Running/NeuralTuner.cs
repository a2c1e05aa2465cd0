using System.Text.Json;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;

namespace NeuralTrainers;

/// <summary>Tries the best of an earlier run, then the portfolio, then what a Parzen estimator proposes; nothing twice. Safe for use by several threads.</summary>
internal sealed class NeuralTuner : ITuner
{
    private const int Attempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SweptSpace _space;
    private readonly SweepablePipeline _pipeline;
    private readonly ParzenSampler _sampler;
    private readonly Random _random;
    private readonly Queue<Parameter> _first = new();
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly Dictionary<int, double[]> _running = [];
    private readonly Lock _lock = new();
    private Parameter? _resumed;
    private (Parameter Settings, double Loss)? _best;
    private Parameter? _next;
    private bool _isExhausted;

    public NeuralTuner(SweptSpace space, SweepablePipeline pipeline, SweepState state, int seed)
    {
        (_space, _pipeline) = (space, pipeline);
        _sampler = new ParzenSampler(space.Dimensions, seed);
        _random = new Random(seed);
        foreach (var record in state.Log.Finished)
        {
            _tried.Add(record.Key);
            _sampler.Add(_space.Point(Full(record)), record.Loss);
        }

        if (state.BestRecord is { } best)
        {
            _resumed = Full(best);
            _best = (_resumed, best.Loss);
        }

        foreach (var record in state.Log.Unfinished)
        {
            _first.Enqueue(Full(record));
        }

        if (state.Options.StartsWithPortfolio)
        {
            foreach (var start in Portfolio.Settings.SelectMany(Starts))
            {
                _first.Enqueue(start);
            }
        }
    }

    /// <summary>Whether there is anything that was not tried and is not running.</summary>
    public bool HasMore
    {
        get
        {
            lock (_lock)
            {
                return Look();
            }
        }
    }

    public Parameter Propose(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Parameter? last;
        lock (_lock)
        {
            if (Look())
            {
                var next = _next!;
                _next = null;
                _running[settings.TrialId] = _space.Point(next);
                return next;
            }

            last = _best?.Settings ?? _space.Default;
        }

        // An experiment ends by time or number of trials alone: it gets the best again, whose result is known, at a pace that costs nothing.
        Thread.Sleep(Pause);
        return last;
    }

    public void Update(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        lock (_lock)
        {
            if (!_running.Remove(result.TrialSettings.TrialId, out var point))
            {
                return;
            }

            _sampler.Add(point, result.Loss);
            if (result.Loss < (_best?.Loss ?? double.MaxValue))
            {
                _best = (result.TrialSettings.Parameter, result.Loss);
            }
        }
    }

    private bool Look()
    {
        _next ??= _isExhausted ? null : Next();
        _isExhausted = _next is null;
        return !_isExhausted;
    }

    // Null if nothing is left to try.
    private Parameter? Next()
    {
        // The runner loads the model of the earlier best instead of training it.
        if (_resumed is { } resumed)
        {
            _resumed = null;
            return resumed;
        }

        while (_first.TryDequeue(out var start))
        {
            if (IsNew(start))
            {
                return start;
            }
        }

        return _sampler.Propose(_running.Values, point => _space.Point(_space.Settings(point))).Take(Attempts)
            .Concat(_space.Count(_random.Next(int.MaxValue))).Select(_space.Settings).FirstOrDefault(IsNew);
    }

    private bool IsNew(Parameter parameter) => _tried.Add(PipelineSpace.Identity(parameter[PipelineSpace.Key]));

    // A log has the steps that were used; the others do not matter.
    private Parameter Full(TrialRecord record)
    {
        var parameter = _space.Default;
        var pipeline = parameter[PipelineSpace.Key];
        pipeline[PipelineSpace.Chain] = Parameter.FromString(record.Pipeline);
        foreach (var (step, settings) in record.Settings)
        {
            pipeline[step] = JsonSerializer.Deserialize<Parameter>(settings)!;
        }

        return parameter;
    }

    private IEnumerable<Parameter> Starts(NeuralSetting setting)
    {
        foreach (var chain in _space.Chains.Choices)
        {
            foreach (var step in PipelineSpace.Steps(chain.AsType<string>()))
            {
                if (_pipeline.Estimators[step] is INeuralSweepable network && NeuralOptionSpace.Nearest(setting, network.Space) is { } nearest)
                {
                    var parameter = _space.Default;
                    parameter[PipelineSpace.Key][PipelineSpace.Chain] = chain;
                    parameter[PipelineSpace.Key][step] = nearest;
                    yield return _space.Normal(parameter);
                }
            }
        }
    }
}
