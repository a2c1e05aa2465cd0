using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>What the trials of a sweep share, over all runs of its experiment. Trials that are running ask it; the pool alone tells it that one has ended.</summary>
internal sealed class SweepState(NeuralSweepOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Rungs> _rungs = new(StringComparer.Ordinal);
    private readonly Lazy<TrialLog> _log = new(() => new TrialLog(options.LogPath));
    private readonly List<NeuralTrialResult> _withModel = [];
    private readonly CandidateFiles _files = new(options.LogPath);
    private NeuralTrialResult? _best;
    private NeuralTrialResult? _delivered;
    private SelectedEnsemble? _ensemble;
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

    /// <summary>The race for the best ensemble, or null if none is wanted.</summary>
    public EnsembleRace? Ensembles => field ??= options.Ensemble is { } selection ? new(selection, _files) : null;

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
        _best is null && BestRecord is { } best && best.Key == draft.Key ? ModelPath(best) is null ? null : best : Log.Find(draft.Key);

    /// <summary>The model of an earlier run's best trial, or null if the record is not of that trial, or its model is here already.</summary>
    public ITransformer? LoadBest(MLContext context, TrialRecord record) =>
        _best is null && record == BestRecord && ModelPath(record) is { } path ? ModelStore.Load(context, path) : null;

    /// <summary>Begins a run.</summary>
    public void Open(SweepParts parts)
    {
        if (Ensembles is { } race)
        {
            var context = parts.NewContext();
            race.Open(
                new(context, parts.Metric, parts.Data.LoadTrainDataset(context, null).Schema, parts.Data.LoadValidateDataset(context, null)),
                Log.Finished.Concat(Log.Unfinished),
                BestModelPath);
        }
    }

    /// <summary>Notes that a trial has ended: logs it, tells of it, and keeps its model if it is the best.</summary>
    public void Complete(EndedTrial trial)
    {
        _hasCompleted = true;
        var result = trial.Result;
        var isBest = result.Model is not null && result.Loss < (_best?.Record.Loss ?? double.MaxValue);
        if (result.Model is { } model)
        {
            Ensembles?.Add(result.Record, model, trial.Scores!);
        }

        if (!trial.IsReplay && trial.Error is not OperationCanceledException)
        {
            // The model first: a sweep that is killed in between has a better one than its log says, not a worse.
            if (isBest && !(BestRecord is { } before && before.Loss < result.Loss) && result.Loss < (Ensembles?.BestLoss ?? double.MaxValue))
            {
                SaveBest(trial.Context, trial.Result.Model, trial.Schema!);
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
            result.Loss = Math.Max(result.Loss, _best?.Record.Loss ?? double.MaxValue);
            result.Model = null;
        }
    }

    /// <summary>Notes that the experiment got a result. It holds on to the best of these.</summary>
    public void Deliver(NeuralTrialResult result)
    {
        if (result.Model is not null && result.Loss < _bestDelivered)
        {
            _delivered = result;
        }

        _bestDelivered = Math.Min(_bestDelivered, result.Loss);
    }

    /// <summary>
    /// Gives the result that the experiment holds on to the best ensemble, if that is better. Called when the experiment has taken a result and ranked
    /// it, so that rank and tuner know each trial by its own loss.
    /// </summary>
    /// <param name="cancellation">Ends the selection soon.</param>
    public void ApplyEnsemble(CancellationToken cancellation)
    {
        if (_delivered is not { } best || Ensembles?.Select(cancellation) is not { } ensemble || ensemble.Loss >= best.Record.Loss)
        {
            return;
        }

        (best.Model, best.Metric, best.Loss) = (ensemble.Model, ensemble.Metric, ensemble.Loss);
        if (ensemble != _ensemble && ensemble.Loss < _best!.Record.Loss)
        {
            SaveBest(Ensembles.Data.Context, ensemble.Model, Ensembles.Data.Schema);
        }

        _ensemble = ensemble;
    }

    /// <summary>Frees the models that were beaten, once the experiment has let go of them. Monitors may keep the results.</summary>
    public void FreeBeaten()
    {
        foreach (var beaten in _withModel.Where(result => result != _best && result.Record.Loss > _bestDelivered))
        {
            (beaten.Model, beaten.Metric, beaten.Loss) = (null, beaten.Record.Metric, beaten.Record.Loss);
        }

        _withModel.RemoveAll(result => result.Model is null);
    }

    private string? ModelPath(TrialRecord record) => _files.Find(record) ?? (File.Exists(BestModelPath) ? BestModelPath : null);

    private void SaveBest(MLContext context, ITransformer model, DataViewSchema schema)
    {
        if (BestModelPath is { } path)
        {
            ModelStore.Save(context, model, schema, path);
        }
    }
}
