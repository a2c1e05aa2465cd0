using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Runs one trial of a sweep, with a context of its own.</summary>
internal sealed class NeuralTrial(SweepState state, SweepParts parts, TrialRoom room, TrialSettings settings)
{
    private readonly MLContext _context = parts.NewContext();
    private readonly Parameter _parameter = settings.Parameter[PipelineSpace.Key];
    private readonly string[] _steps = PipelineSpace.Steps(settings.Parameter[PipelineSpace.Key]);
    private readonly List<double> _losses = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _isPruned;

    /// <summary>Runs it, or takes its result from the log. Never throws.</summary>
    public EndedTrial Run(CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return state.Finished(Draft(TrialEnd.Completed, double.NaN)) is { } finished ? Replay(finished) : Train(cancellation);
        }
        catch (Exception error)
        {
            // ML.NET's components that are cancelled throw this and that.
            var isCancelled = cancellation.IsCancellationRequested || error is OperationCanceledException;
            var end = isCancelled ? TrialEnd.TimeUp : IsOutOfMemory(error) ? TrialEnd.OutOfMemory : TrialEnd.Failed;
            return new()
            {
                Context = _context,
                Result = Result(Draft(end, double.NaN) with { Error = error.Message }, model: null),
                Error = isCancelled && error is not OperationCanceledException ? new OperationCanceledException(error.Message, error) : error,
            };
        }
    }

    private static bool IsOutOfMemory(Exception? error) =>
        error is not null && (error is OutOfMemoryException || error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase) || IsOutOfMemory(error.InnerException));

    private EndedTrial Train(CancellationToken cancellation)
    {
        var trainer = Array.FindIndex(_steps, step => parts.Pipeline.Estimators[step] is INeuralSweepable);
        var split = trainer < 0 ? _steps.Length - 1 : trainer;
        var train = parts.Data.LoadTrainDataset(_context, settings);
        var features = Featurize(train, split, cancellation);
        room.Measure(_context, features, train, cancellation);
        var fitted = new List<ITransformer>(features.Featurizers)
        {
            parts.Pipeline.Estimators[_steps[split]] is INeuralSweepable network
                ? Fit(network, _steps[split], features, cancellation)
                : Cancellable(() => Build(_steps[split]).Fit(features.Train), cancellation),
        };
        var scores = fitted[^1].Transform(features.Validation);
        foreach (var step in _steps.Skip(split + 1))
        {
            fitted.Add(Build(step).Fit(fitted[^1].Transform(features.Train)));
            scores = fitted[^1].Transform(scores);
        }

        var metric = parts.Metric.Evaluate(_context, scores);
        var end = !double.IsFinite(metric) ? TrialEnd.NotANumber
            : _isPruned ? TrialEnd.Pruned
            : cancellation.IsCancellationRequested ? TrialEnd.TimeUp : TrialEnd.Completed;
        return new()
        {
            Context = _context,
            Result = Result(Draft(end, metric), new TransformerChain<ITransformer>([.. fitted])),
            Schema = train.Schema,
            Scores = scores,
        };
    }

    private FeaturizedData Featurize(IDataView train, int split, CancellationToken cancellation)
    {
        var key = PipelineSpace.Identity(_steps.Take(split), step => _parameter[step].ToString());
        return state.Features.Get(key, train, () => Cancellable(
            () => FeaturizedData.Fit(_context, _steps.Take(split).Select(Build), train, parts.Data.LoadValidateDataset(_context, settings)),
            cancellation));
    }

    private NeuralTransformer Fit(INeuralSweepable network, string step, FeaturizedData features, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        return network.Fit(_context, _parameter[step], features.Train, features.Validation, room.Threads, Watch, stop.Token);

        // A cancelled fit gives the best weights so far, so that a stopped trial has a metric too, and a tuner learns from it.
        void Watch(EpochRecord epoch)
        {
            _losses.Add(epoch.ValidationLoss ?? double.NaN);
            if (state.RungsOf(step)?.IsHopeless(_losses) is true)
            {
                _isPruned = true;
                stop.Cancel();
            }
        }
    }

    // ML.NET's components look at whether their context was cancelled. A network must not be cancelled so: its best weights are still to be evaluated.
    private T Cancellable<T>(Func<T> fit, CancellationToken cancellation)
    {
        using var registration = cancellation.Register(() => HostEnvironments.CancelExecution(_context));
        return fit();
    }

    private EndedTrial Replay(TrialRecord finished)
    {
        var train = parts.Data.LoadTrainDataset(_context, settings);
        if (state.LoadBest(_context, finished) is not { } model)
        {
            return new() { Context = _context, Result = Result(finished, model: null), IsReplay = true };
        }

        // The sweep may have been killed after it saved a better model and before it logged the trial.
        var scores = model.Transform(parts.Data.LoadValidateDataset(_context, settings));
        var metric = parts.Metric.Evaluate(_context, scores);
        var result = Result(finished with { Metric = metric, Loss = parts.Metric.Loss(metric) }, model);
        return new() { Context = _context, Result = result, Schema = train.Schema, Scores = scores, IsReplay = true };
    }

    private IEstimator<ITransformer> Build(string step) => parts.Pipeline.Estimators[step].BuildFromOption(_context, _parameter[step]);

    private TrialRecord Draft(TrialEnd end, double metric) => new()
    {
        Trial = settings.TrialId,
        End = end,
        Metric = metric,
        MetricName = parts.Metric.MetricName,
        Loss = parts.Metric.Loss(metric),
        StartedAtUtc = settings.StartedAtUtc,
        Seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds,
        ValidationLosses = _losses,
        Pipeline = PipelineSpace.Join(_steps),
        Settings = PipelineSpace.Settings(_parameter),
    };

    private NeuralTrialResult Result(TrialRecord record, ITransformer? model) => new()
    {
        Record = record,
        TrialSettings = settings,
        Model = model,
        Metric = record.Metric,
        Loss = record.Loss,
        DurationInMilliseconds = record.Seconds * 1000,
    };
}
