using System.Text.Json;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MLSearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace NeuralTrainers;

/// <summary>Tries the best of an earlier run, then the portfolio, then what a Parzen estimator proposes.</summary>
internal sealed class NeuralTuner : ITuner
{
    private readonly MLSearchSpace _space;
    private readonly ParzenSampler _sampler;
    private readonly Queue<Parameter> _first = new();
    private readonly Dictionary<int, double[]> _running = [];

    public NeuralTuner(MLSearchSpace space, SweepablePipeline pipeline, SweepState state, int seed)
    {
        _space = space;
        _sampler = new ParzenSampler(space.FeatureSpaceDim, seed);
        foreach (var record in state.Log.Finished)
        {
            _sampler.Add(Point(Full(record)), record.Loss);
        }

        if (state.BestRecord is { } best)
        {
            _first.Enqueue(Full(best));
        }

        if (state.Options.StartsWithPortfolio && state.Log.Finished.Count == 0)
        {
            foreach (var start in Starts(pipeline))
            {
                _first.Enqueue(start);
            }
        }
    }

    public Parameter Propose(TrialSettings settings)
    {
        var parameter = _first.TryDequeue(out var start) ? start : null;
        var point = parameter is null ? _sampler.Propose() : Point(parameter);
        _running[settings.TrialId] = point;
        return parameter ?? _space.SampleFromFeatureSpace(point);
    }

    public void Update(TrialResult result)
    {
        if (_running.Remove(result.TrialSettings.TrialId, out var point))
        {
            _sampler.Add(point, result.Loss);
        }
    }

    private double[] Point(Parameter parameter) => _space.MappingToFeatureSpace(parameter);

    private Parameter Default() => _space.SampleFromFeatureSpace(_space.Default);

    // A log has the steps that were used; the others do not matter.
    private Parameter Full(TrialRecord record)
    {
        var parameter = Default();
        var pipeline = parameter[PipelineSpace.Key];
        pipeline[PipelineSpace.Chain] = Parameter.FromString(record.Pipeline);
        foreach (var (step, settings) in record.Settings)
        {
            pipeline[step] = JsonSerializer.Deserialize<Parameter>(settings)!;
        }

        return parameter;
    }

    private IEnumerable<Parameter> Starts(SweepablePipeline pipeline)
    {
        var chains = (ChoiceOption)((MLSearchSpace)_space[PipelineSpace.Key])[PipelineSpace.Chain];
        foreach (var chain in chains.Choices)
        {
            foreach (var step in PipelineSpace.Steps(chain.AsType<string>()))
            {
                if (pipeline.Estimators[step] is not INeuralSweepable network)
                {
                    continue;
                }

                foreach (var setting in Portfolio.Settings)
                {
                    if (NeuralOptionSpace.Nearest(setting, network.Space) is not { } nearest)
                    {
                        continue;
                    }

                    var parameter = Default();
                    parameter[PipelineSpace.Key][PipelineSpace.Chain] = chain;
                    parameter[PipelineSpace.Key][step] = nearest;
                    yield return parameter;
                }
            }
        }
    }
}
