using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;

namespace NeuralTrainers;

/// <summary>
/// Runs the trials of an experiment's run side by side. AutoML awaits one trial before it proposes the next, so the pool proposes ahead, under the numbers
/// that AutoML's next trials will have. It stands before the tuner, to give AutoML's next proposals what was begun already. Each of AutoML's calls gets
/// the result of one trial, not always the one that it asked for: as many calls, so many trials. AutoML calls one method after the other, and all that
/// trials do meanwhile is to run.
/// </summary>
internal sealed class TrialPool : ITuner
{
    // AutoML's own clock is to be the first.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    // Between two calls AutoML is with its monitor. If that throws there is no next call.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly SweepState _state;
    private readonly SweepParts _parts;
    private readonly ITuner? _tuner;
    private readonly TrialRoom _room;
    private readonly List<(TrialSettings Settings, Task<EndedTrial> Task)> _running = [];
    private readonly List<EndedTrial> _ended = [];
    private readonly Queue<TrialSettings> _waiting = [];
    private readonly Dictionary<int, Parameter> _ahead = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private TimeSpan _time;
    private CancellationTokenSource _stop;
    private bool _isOverdue;
    private int _proposed;
    private int _next;

    /// <param name="state">What is shared over runs.</param>
    /// <param name="parts">The experiment.</param>
    /// <param name="tuner">The tuner; null if it is not the pool's, which then runs one trial at a time.</param>
    public TrialPool(SweepState state, SweepParts parts, ITuner? tuner)
    {
        (_state, _parts, _tuner) = (state, parts, tuner);
        _room = new(tuner is null ? 1 : state.Options.ConcurrentTrials, parts.Pipeline);
        _time = TimeSpan.FromSeconds(parts.Settings.MaxExperimentTimeInSeconds);
        _stop = NewStop();
        state.Open(parts);
    }

    private bool IsCancelled => _parts.Settings.CancellationToken.IsCancellationRequested;

    private TimeSpan Remaining => _time - Stopwatch.GetElapsedTime(_started);

    public Parameter Propose(TrialSettings settings) => _ahead.Remove(settings.TrialId, out var begun) ? begun : _tuner!.Propose(settings);

    public void Update(TrialResult result) => _tuner!.Update(result);

    /// <summary>Begins the trial, unless it has begun, and as many more as there is room for.</summary>
    /// <returns>The result of the first that ends; when time is up, the best of all that are running.</returns>
    public async Task<TrialResult> NextAsync(TrialSettings settings, CancellationToken cancellation)
    {
        _state.FreeBeaten();
        Open();
        if (settings.TrialId >= _next)
        {
            Add(settings.TrialId, settings.Parameter);
        }

        using var registration = cancellation.Register(_stop.Cancel);
        while (!_stop.IsCancellationRequested)
        {
            Fill();
            Collect();
            if (_stop.IsCancellationRequested)
            {
                // What ended just now ended because of that, and so will the others.
                break;
            }

            if (Choose() is { } ended)
            {
                return Deliver(ended, settings);
            }

            await Task.WhenAny([.. _running.Select(trial => trial.Task), .. _room.Known.IsCompleted ? [] : new[] { _room.Known }]).ConfigureAwait(false);
        }

        await Task.WhenAll(_running.Select(trial => trial.Task)).ConfigureAwait(false);
        Collect();
        return DeliverBest();
    }

    /// <summary>Called when AutoML has taken a result. It may not call again, and then nothing must go on running.</summary>
    public void Rest()
    {
        if (IsCancelled || Remaining <= TimeSpan.Zero)
        {
            _stop.Cancel();
            Task.WaitAll([.. _running.Select(trial => trial.Task)]);
            Collect();
            _state.ApplyEnsemble(_stop.Token);
        }
        else
        {
            _state.ApplyEnsemble(_stop.Token);
            _stop.CancelAfter(LongestPause);
        }
    }

    private CancellationTokenSource NewStop() => CancellationTokenSource.CreateLinkedTokenSource(_parts.Settings.CancellationToken);

    private void Open()
    {
        if (_stop.IsCancellationRequested && !IsCancelled)
        {
            if (Remaining <= TimeSpan.Zero)
            {
                // If it calls again even so, AutoML keeps no time.
                _time = _isOverdue ? TimeSpan.MaxValue : _time;
                _isOverdue = true;
            }

            if (Remaining > TimeSpan.Zero)
            {
                _stop.Dispose();
                _stop = NewStop();
            }
        }

        var left = Remaining + Grace;
        _stop.CancelAfter(left < TimeSpan.FromMilliseconds(int.MaxValue) ? left > TimeSpan.Zero ? left : TimeSpan.Zero : Timeout.InfiniteTimeSpan);
    }

    private void Add(int id, Parameter parameter)
    {
        // AutoML's own object may get another number when a trial fails.
        _waiting.Enqueue(new() { TrialId = id, Parameter = parameter });
        _next = id + 1;
        _proposed++;
    }

    private void Fill()
    {
        var room = _state.IsResuming ? 1 : _room.Count;
        while (_running.Count + _ended.Count < room)
        {
            if (_waiting.Count == 0)
            {
                if (_tuner is null or NeuralTuner { HasMore: false } || _proposed >= _parts.Settings.MaxModels)
                {
                    return;
                }

                var parameter = _tuner.Propose(new() { TrialId = _next, StartedAtUtc = DateTime.UtcNow, Parameter = Parameter.CreateNestedParameter() });
                _ahead.Add(_next, parameter);
                Add(_next, parameter);
            }

            var settings = _waiting.Dequeue();
            settings.StartedAtUtc = DateTime.UtcNow;
            var (trial, stop) = (new NeuralTrial(_state, _parts, _room, settings), _stop.Token);
            _running.Add((settings, Task.Factory.StartNew(() => trial.Run(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        }
    }

    private void Collect()
    {
        foreach (var trial in _running.FindAll(trial => trial.Task.IsCompleted))
        {
            _running.Remove(trial);
            var ended = trial.Task.Result;
            try
            {
                _state.Complete(ended);
            }
            catch (Exception error)
            {
                // A file or a callback failed; so do AutoML's own trials then.
                ended.Result.Model = null;
                ended = ended with { Error = error };
            }

            if (ended.Result.Record.End == TrialEnd.OutOfMemory)
            {
                _room.Shrink();
            }

            _ended.Add(ended);
        }
    }

    // The best first, so that none without a model comes before it.
    private EndedTrial? BestEnded() => _ended.Where(trial => trial.Error is null).MinBy(trial => (trial.Result.Loss, trial.Result.Model is null));

    // AutoML gives up at a failure before the first success: the trials beside it may have one.
    private EndedTrial? Choose() => BestEnded() ?? (_running.Count == 0 || _state.HasDelivered ? _ended.FirstOrDefault() : null);

    private NeuralTrialResult Deliver(EndedTrial ended, TrialSettings settings)
    {
        _ended.Remove(ended);
        if (ended.Error is { } error)
        {
            // AutoML reports a failure under the settings that it gave.
            var failed = ended.Result.TrialSettings;
            (settings.TrialId, settings.Parameter, settings.StartedAtUtc) = (failed.TrialId, failed.Parameter, failed.StartedAtUtc);
            ExceptionDispatchInfo.Throw(error);
        }

        _state.Deliver(ended.Result);
        return ended.Result;
    }

    // AutoML takes one result and ends: the others are told of here.
    private NeuralTrialResult DeliverBest()
    {
        var best = BestEnded();
        foreach (var ended in _ended.Where(trial => trial != best && trial.Error is not OperationCanceledException))
        {
            ended.Result.TrialSettings.EndedAtUtc = DateTime.UtcNow;
            _tuner?.Update(ended.Result);
            if (ended.Error is { } error)
            {
                _parts.Monitor()?.ReportFailTrial(ended.Result.TrialSettings, error);
            }
            else
            {
                _parts.Monitor()?.ReportCompletedTrial(ended.Result);
            }
        }

        _ended.Clear();
        if (best is null)
        {
            throw new OperationCanceledException("Time was up before a trial had a result.", _stop.Token);
        }

        _state.Deliver(best.Result);
        return best.Result;
    }
}
