using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>The best trials of a sweep, and the best ensemble of them so far. Safe for use by several threads.</summary>
/// <param name="options">How many there are.</param>
/// <param name="files">Where the models are kept.</param>
internal sealed class EnsembleRace(EnsembleSelection options, CandidateFiles files)
{
    // A selection that is running when time is up may come to its end if that is near.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly List<EnsembleCandidate> _candidates = [];
    private RaceData? _data;
    private ValidationLabels? _labels;
    private SelectedEnsemble? _best;
    private bool _isSelected = true;

    /// <summary>What the trials are evaluated by, once a run has begun.</summary>
    public RaceData Data => _data!;

    /// <summary>The trials that can be chosen from, the best first.</summary>
    public IReadOnlyList<EnsembleCandidate> Candidates
    {
        get
        {
            lock (_gate)
            {
                return [.. _candidates];
            }
        }
    }

    /// <summary>The loss of the best ensemble so far.</summary>
    public double BestLoss
    {
        get
        {
            lock (_gate)
            {
                return _best?.Loss ?? double.MaxValue;
            }
        }
    }

    /// <summary>Begins a run; the first goes on with the models of an earlier one.</summary>
    /// <param name="data">What the trials are evaluated by.</param>
    /// <param name="logged">The trials of the log.</param>
    /// <param name="bestPath">The best model of the earlier run, an ensemble or not, or null.</param>
    public void Open(RaceData data, IEnumerable<TrialRecord> logged, string? bestPath)
    {
        lock (_gate)
        {
            var isFirst = _data is null;
            _data = data;
            if (!isFirst)
            {
                return;
            }

            foreach (var record in logged.Where(record => files.Find(record) is not null).OrderBy(record => record.Loss).Take(options.Candidates))
            {
                var model = ModelStore.Load(data.Context, files.Find(record)!);
                Enter(data, record, model, model.Transform(data.Validation));
            }

            files.DeleteAllBut(_candidates.Select(candidate => candidate.Record));
            if (bestPath is not null && File.Exists(bestPath))
            {
                var model = ModelStore.Load(data.Context, bestPath);
                var (value, loss) = ValidationLabels.Evaluate(data.Context, data.Metric, model.Transform(data.Validation));
                _best = new(model, value, loss);
            }
        }
    }

    /// <summary>Lets a trial take part, if it is among the best.</summary>
    /// <param name="record">The trial.</param>
    /// <param name="model">Its model.</param>
    /// <param name="scored">The validation rows with its scores.</param>
    public void Add(TrialRecord record, ITransformer model, IDataView scored)
    {
        lock (_gate)
        {
            if (Enter(_data!, record, model, scored))
            {
                files.Save(_data!.Context, record, model, _data.Schema);
            }
        }
    }

    /// <summary>The best ensemble so far, of this or an earlier selection, or null if there is none that is better than its best member.</summary>
    /// <param name="cancellation">Ends the selection soon, with what was found so far.</param>
    public SelectedEnsemble? Select(CancellationToken cancellation)
    {
        lock (_gate)
        {
            // The same candidates give the same ensemble.
            if (_isSelected || _labels is not { } labels || _candidates.Count < 2)
            {
                return _best;
            }

            var context = _data!.Context;
            var started = Stopwatch.GetTimestamp();
            var (votes, sums, loss) = GreedySelection.Select(
                [.. _candidates.Select(candidate => candidate.Predictions)],
                _candidates[0].Record.Loss,
                options.MaximumMembers,
                (tried, count) => labels.Evaluate(context, tried, count).Loss,
                () => cancellation.IsCancellationRequested && Stopwatch.GetElapsedTime(started) > Grace);
            _isSelected = !cancellation.IsCancellationRequested;
            if (votes.Sum() > 1 && loss < (_best?.Loss ?? double.MaxValue))
            {
                var chosen = _candidates.Zip(votes).Where(pair => pair.Second > 0).ToList();
                _best = new(
                    EnsembleParts.Join([.. chosen.Select(pair => new EnsembleParts(pair.First.Steps, pair.Second))], labels.Names),
                    labels.Evaluate(context, sums, votes.Sum()).Metric,
                    loss);
            }

            return _best;
        }
    }

    private static IReadOnlyList<ITransformer> StepsOf(ITransformer model) => model is TransformerChain<ITransformer> chain ? [.. chain] : [model];

    private bool Enter(RaceData data, TrialRecord record, ITransformer model, IDataView scored)
    {
        var place = _candidates.Count(candidate => candidate.Record.Loss <= record.Loss);
        var same = _candidates.FindIndex(candidate => string.Equals(candidate.Record.Key, record.Key, StringComparison.Ordinal));
        if (record.Loss == double.MaxValue || place == options.Candidates || !model.IsRowToRowMapper || (same >= 0 && same < place))
        {
            return false;
        }

        _labels ??= ValidationLabels.TryCreate(data.Context, data.Metric, scored);
        if (_labels?.Predictions(scored) is not { } predictions || (_candidates.Count > 0 && predictions.Length != _candidates[0].Predictions.Length))
        {
            return false;
        }

        if (same >= 0)
        {
            // What was cut short before was trained to its end.
            _candidates.RemoveAt(same);
        }

        _candidates.Insert(place, new(record, StepsOf(model), predictions));
        if (place == 0)
        {
            // The labels are read beside the model that is kept longest.
            _labels = _labels.Of(scored);
        }

        if (_candidates.Count > options.Candidates)
        {
            files.Delete(_candidates[^1].Record);
            _candidates.RemoveAt(_candidates.Count - 1);
        }

        _isSelected = false;
        return true;
    }
}
