using Microsoft.ML.AutoML;
using Spectre.Console;

namespace NeuralTrainers;

/// <summary>
/// Shows how an experiment goes, with AutoML's runners or this library's: on a terminal a live leaderboard of the best trials, what is running, the time
/// and the best so far; elsewhere a line per trial, and the best trials at the end.
/// </summary>
/// <remarks>
/// Give it to <c>experiment.SetMonitor</c>, and dispose it when the experiment has ended, before writing to the console: AutoML does not say when that
/// is. Trials may run side by side. What goes wrong on the console does not reach the experiment.
/// </remarks>
public sealed class SpectreMonitor : IMonitor, IDisposable
{
    private readonly Lock _lock = new();
    private readonly IAnsiConsole _console;
    private readonly Leaderboard _board = new();
    private readonly LeaderboardView _view;
    private LiveView? _live;
    private bool _disposed;

    /// <summary>Creates a monitor. Nothing is shown before the first trial.</summary>
    /// <param name="console">Where to show it; null for <see cref="AnsiConsole.Console"/>.</param>
    /// <param name="rows">The number of trials of the live leaderboard. At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is below 1.</exception>
    public SpectreMonitor(IAnsiConsole? console = null, int rows = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        _console = console ?? AnsiConsole.Console;
        _view = new LeaderboardView(_board, rows);
    }

    /// <summary>The trials that ended so far, in that order: a <see cref="SweepReport"/> can be made of them.</summary>
    public IReadOnlyList<TrialRecord> Records => _board.Ended;

    /// <inheritdoc/>
    public void ReportRunningTrial(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _board.Start(settings.TrialId);
        lock (_lock)
        {
            if (!_disposed && _live is null && _console.Profile is { Out.IsTerminal: true, Capabilities: { Ansi: true, Interactive: true } })
            {
                _live = new LiveView(_console, _view);
            }
        }
    }

    /// <inheritdoc/>
    public void ReportCompletedTrial(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        End(ReportedTrial.Of(result));
    }

    /// <inheritdoc/>
    public void ReportFailTrial(TrialSettings settings, Exception? exception = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        End(ReportedTrial.Failed(settings, exception));
    }

    /// <inheritdoc/>
    public void ReportBestTrial(TrialResult result)
    {
        // It was reported as completed before.
    }

    /// <summary>Ends the display; what it showed last remains.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _live?.Dispose();
            if (_live is null or { Failed: true } && _board.Ended.Count > 0)
            {
                Write(_view.Lines);
            }
        }
    }

    private void End(TrialRecord record)
    {
        lock (_lock)
        {
            var isBest = _board.End(record);
            if (!_disposed && _live is null or { Failed: true })
            {
                Write(() => [LeaderboardView.Line(record, isBest)]);
            }
        }
    }

    // Past Spectre's own writing, which breaks lines at a width that a file does not have.
    private void Write(Func<IEnumerable<string>> lines)
    {
        try
        {
            foreach (var line in lines())
            {
                _console.Profile.Out.Writer.WriteLine(line);
            }

            _console.Profile.Out.Writer.Flush();
        }
        catch (Exception)
        {
            // A display must not end a sweep.
        }
    }
}
