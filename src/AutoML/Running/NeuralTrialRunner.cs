using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;

namespace NeuralTrainers;

/// <summary>Runs one trial of a sweep.</summary>
internal sealed class NeuralTrialRunner(
    SweepState state, MLContext context, SweepablePipeline pipeline, ITrainValidateDatasetManager data, IEvaluateMetricManager metric) : ITrialRunner
{
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct) => Task.Run(() => Run(settings, ct), CancellationToken.None);

    public void Dispose()
    {
        // Nothing is held over a trial.
    }

    private TrialResult Run(TrialSettings settings, CancellationToken cancellation)
    {
        state.FreeBeaten();
        var parameter = settings.Parameter[PipelineSpace.Key];
        var steps = PipelineSpace.Steps(parameter);
        var started = Stopwatch.GetTimestamp();
        var losses = new List<double>();
        var draft = new TrialRecord
        {
            Trial = settings.TrialId,
            End = TrialEnd.Failed,
            Metric = double.NaN,
            MetricName = metric.MetricName,
            Loss = double.MaxValue,
            Seconds = 0,
            Pipeline = string.Join(" * ", steps),
            Settings = PipelineSpace.Settings(parameter),
        };
        if (state.Log.Find(draft.Key) is { } finished)
        {
            return state.Replay(context, settings, finished);
        }

        try
        {
            cancellation.ThrowIfCancellationRequested();
            var (model, value, pruned, schema) = Train(settings, steps, parameter, losses, cancellation);
            var record = draft with
            {
                End = !double.IsFinite(value) ? TrialEnd.NotANumber
                    : pruned ? TrialEnd.Pruned
                    : cancellation.IsCancellationRequested ? TrialEnd.TimeUp : TrialEnd.Completed,
                Metric = value,
                Loss = !double.IsFinite(value) ? double.MaxValue : metric.IsMaximize ? -value : value,
                Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
                ValidationLosses = losses,
            };
            var result = new NeuralTrialResult
            {
                Record = record,
                TrialSettings = settings,
                Model = model,
                Metric = value,
                Loss = record.Loss,
                DurationInMilliseconds = record.Seconds * 1000,
            };
            state.Complete(context, result, record, schema);
            return result;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            state.Log.Add(draft with { Error = error.Message, Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds });
            throw;
        }
    }

    private (ITransformer Model, double Metric, bool Pruned, DataViewSchema Schema) Train(
        TrialSettings settings, string[] steps, Parameter parameter, List<double> losses, CancellationToken cancellation)
    {
        var trainer = Array.FindIndex(steps, step => pipeline.Estimators[step] is INeuralSweepable);
        var split = trainer < 0 ? steps.Length - 1 : trainer;
        var train = data.LoadTrainDataset(context, settings);
        var key = string.Join('|', steps.Take(split).Select(step => $"{step}:{parameter[step]}"));
        var features = state.Features.Get(context, key, steps.Take(split).Select(Build), train, data.LoadValidateDataset(context, settings));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pruned = false;
        var fitted = new List<ITransformer>(features.Featurizers)
        {
            pipeline.Estimators[steps[split]] is INeuralSweepable network
                ? network.Fit(context, parameter[steps[split]], features.Train, features.Validation, Watch, stop.Token)
                : Build(steps[split]).Fit(features.Train),
        };
        var scores = fitted[^1].Transform(features.Validation);
        foreach (var step in steps.Skip(split + 1))
        {
            fitted.Add(Build(step).Fit(fitted[^1].Transform(features.Train)));
            scores = fitted[^1].Transform(scores);
        }

        return (new TransformerChain<ITransformer>([.. fitted]), metric.Evaluate(context, scores), pruned, train.Schema);

        IEstimator<ITransformer> Build(string step) => pipeline.Estimators[step].BuildFromOption(context, parameter[step]);

        // A cancelled fit gives the best weights so far, so that a stopped trial has a metric too, and a tuner learns from it.
        void Watch(EpochRecord epoch)
        {
            losses.Add(epoch.ValidationLoss ?? double.NaN);
            if (state.RungsOf(steps[split])?.IsHopeless(losses) is true)
            {
                pruned = true;
                stop.Cancel();
            }
        }
    }
}
