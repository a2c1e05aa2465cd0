using Microsoft.ML;
using Microsoft.ML.AutoML;

namespace NeuralTrainers;

/// <summary>What the trials of a sweep share. AutoML makes a runner for each trial, and runs one after the other.</summary>
internal sealed class SweepState(NeuralSweepOptions options)
{
    private readonly Dictionary<string, Rungs> _rungs = new(StringComparer.Ordinal);
    private readonly Lazy<TrialLog> _log = new(() => new TrialLog(options.LogPath));
    private TrialResult? _best;
    private TrialResult? _beaten;

    public NeuralSweepOptions Options => options;

    public FeaturizedCache Features { get; } = new();

    public TrialLog Log => _log.Value;

    private string? BestModelPath => options.LogPath is { } path ? path + ".best.zip" : null;

    /// <summary>The rungs of a trainer, or null without pruning. Losses of different trainers are not comparable.</summary>
    public Rungs? RungsOf(string step)
    {
        if (options.Halving is not { } halving)
        {
            return null;
        }

        if (!_rungs.TryGetValue(step, out var rungs))
        {
            _rungs.Add(step, rungs = new Rungs(halving));
            foreach (var record in Log.Finished.Where(record => record.Settings.ContainsKey(step)))
            {
                rungs.Add(record.ValidationLosses);
            }
        }

        return rungs;
    }

    /// <summary>Frees a model that was beaten, once the experiment has let go of it.</summary>
    public void FreeBeaten()
    {
        if (_beaten is not null)
        {
            _beaten.Model = null;
            _beaten = null;
        }
    }

    /// <summary>Notes a trial's result. Only the best keeps its model.</summary>
    public void Complete(MLContext context, TrialResult result, TrialRecord record, DataViewSchema schema)
    {
        if (_best is null ? result.Loss < double.MaxValue : result.Loss < _best.Loss)
        {
            _beaten = _best;
            _best = result;
            SaveBest(context, result.Model, schema);
        }
        else
        {
            result.Model = null;
        }

        Log.Add(record);
        options.TrialCompleted?.Invoke(record);
    }

    /// <summary>The result of a finished trial, without running it again; with its model if it is the best of an earlier run.</summary>
    public TrialResult Replay(MLContext context, TrialSettings settings, TrialRecord record)
    {
        var result = new NeuralTrialResult
        {
            Record = record,
            TrialSettings = settings,
            Metric = record.Metric,
            Loss = record.Loss,
            DurationInMilliseconds = record.Seconds * 1000,
        };
        if (_best is null && BestModelPath is { } path && record == BestRecord && File.Exists(path))
        {
            result.Model = context.Model.Load(path, out _);
            _best = result;
        }

        // What has no model must not win.
        result.Loss = result.Model is null ? Math.Max(record.Loss, _best?.Loss ?? double.MaxValue) : record.Loss;
        return result;
    }

    /// <summary>The best trial of the log, or null.</summary>
    public TrialRecord? BestRecord => Log.Finished.MinBy(record => record.Loss);

    private void SaveBest(MLContext context, ITransformer model, DataViewSchema schema)
    {
        if (BestModelPath is not { } path)
        {
            return;
        }

        // Moving is one step: a process that is killed leaves the old file or the new one.
        context.Model.Save(model, schema, path + ".new");
        File.Move(path + ".new", path, overwrite: true);
    }
}
