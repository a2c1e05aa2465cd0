using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>What the trials of a sweep share, over all runs of its experiment. Trials that are running ask it; the pool alone tells it that one has ended.</summary>
internal sealed class SweepState(NeuralSweepOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Rungs> _rungs = new(StringComparer.Ordinal);
    private readonly Lazy<TrialLog> _log = new(() => new TrialLog(options.LogPath));
    private readonly List<NeuralTrialResult> _withModel = [];
    private NeuralTrialResult? _best;
    private double _bestDelivered = double.MaxValue;
    private bool _hasCompleted;

    public NeuralSweepOptions Options => options;

    public FeaturizedCache Features { get; } = new();

    public TrialLog Log => _log.Value;

    /// <summary>The best trial of the log, also one that was cut short, or null.</summary>
    public TrialRecord? BestRecord => Log.Finished.Concat(Log.Unfinished).Where(record => record.Loss < double.MaxValue).MinBy(record => record.Loss);

    /// <summary>Whether the next trial is the best of an earlier run: nothing else goes beside it.</summary>
    public bool IsResuming => !_hasCompleted && File.Exists(BestModelPath) && BestRecord is not null;

    /// <summary>Whether the experiment has a result that it can return.</summary>
    public bool HasDelivered => _bestDelivered < double.MaxValue;

    private string? BestModelPath => options.LogPath is { } path ? path + ".best.zip" : null;

    /// <summary>The rungs of a trainer, or null without pruning. Losses of different trainers are not comparable.</summary>
    public Rungs? RungsOf(string step)
    {
        if (options.Halving is not { } halving)
        {
            return null;
        }

        lock (_gate)
        {
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
    }

    /// <summary>The record of the same settings if they need not be tried again, or if theirs is the best model of an earlier run; else null.</summary>
    public TrialRecord? Finished(TrialRecord draft) =>
        _best is null && BestRecord is { } best && best.Key == draft.Key ? File.Exists(BestModelPath) ? best : null : Log.Find(draft.Key);

    /// <summary>The model of an earlier run's best trial, or null if the record is not of that trial, or its model is here already.</summary>
    public ITransformer? LoadBest(MLContext context, TrialRecord record) =>
        _best is null && BestModelPath is { } path && record == BestRecord && File.Exists(path) ? context.Model.Load(path, out _) : null;

    /// <summary>Notes that a trial has ended: logs it, tells of it, and keeps its model if it is the best.</summary>
    public void Complete(EndedTrial trial)
    {
        _hasCompleted = true;
        var result = trial.Result;
        var isBest = result.Model is not null && result.Loss < (_best?.Loss ?? double.MaxValue);
        if (!trial.IsReplay && trial.Error is not OperationCanceledException)
        {
            // The model first: a sweep that is killed in between has a better one than its log says, not a worse.
            if (isBest && !(BestRecord is { } before && before.Loss < result.Loss))
            {
                SaveBest(trial);
            }

            Log.Add(result.Record);
            options.TrialCompleted?.Invoke(result.Record);
        }

        if (isBest)
        {
            _best = result;
            _withModel.Add(result);
        }
        else
        {
            // What has no model must not win.
            result.Loss = Math.Max(result.Loss, _best?.Loss ?? double.MaxValue);
            result.Model = null;
        }
    }

    /// <summary>Notes that the experiment got a result. It holds on to the best of these.</summary>
    public void Deliver(NeuralTrialResult result) => _bestDelivered = Math.Min(_bestDelivered, result.Loss);

    /// <summary>Frees the models that were beaten, once the experiment has let go of them. Monitors may keep the results.</summary>
    public void FreeBeaten()
    {
        foreach (var beaten in _withModel.Where(result => result != _best && result.Loss > _bestDelivered))
        {
            beaten.Model = null;
        }

        _withModel.RemoveAll(result => result.Model is null);
    }

    private void SaveBest(EndedTrial trial)
    {
        if (BestModelPath is not { } path)
        {
            return;
        }

        // Moving is one step: a process that is killed leaves the old file or the new one.
        trial.Context.Model.Save(trial.Result.Model, trial.Schema, path + ".new");
        File.Move(path + ".new", path, overwrite: true);
    }
}
