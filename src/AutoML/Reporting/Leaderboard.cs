using System.Diagnostics;

namespace NeuralTrainers;

/// <summary>What is known of a running sweep. Safe for calls from several threads.</summary>
internal sealed class Leaderboard
{
    private readonly Lock _lock = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<TrialRecord> _ended = [];
    private readonly SortedDictionary<int, long> _running = [];
    private readonly HashSet<int> _endedBeforeStart = [];

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>The trials that ended, in that order.</summary>
    public IReadOnlyList<TrialRecord> Ended
    {
        get
        {
            lock (_lock)
            {
                return [.. _ended];
            }
        }
    }

    /// <summary>The trials that are running, and for how long.</summary>
    public IReadOnlyList<(int Trial, TimeSpan Time)> Running
    {
        get
        {
            lock (_lock)
            {
                return [.. _running.Select(trial => (trial.Key, Stopwatch.GetElapsedTime(trial.Value)))];
            }
        }
    }

    /// <summary>The trials by loss, the best first. Those without a metric are last.</summary>
    public static IReadOnlyList<TrialRecord> Rank(IEnumerable<TrialRecord> records) => [.. records.OrderBy(record => record.Loss)];

    public void Start(int trial)
    {
        lock (_lock)
        {
            if (!_endedBeforeStart.Remove(trial))
            {
                _running[trial] = Stopwatch.GetTimestamp();
            }
        }
    }

    /// <summary>Notes the end of a trial.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool End(TrialRecord record)
    {
        lock (_lock)
        {
            var isBest = record.Loss < double.MaxValue && _ended.TrueForAll(other => record.Loss < other.Loss);
            _ended.Add(record);

            // Of trials side by side one may end that AutoML has not asked for yet.
            if (!_running.Remove(record.Trial))
            {
                _endedBeforeStart.Add(record.Trial);
            }

            return isBest;
        }
    }
}
