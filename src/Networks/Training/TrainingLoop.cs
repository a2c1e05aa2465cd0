using System.Diagnostics;

namespace NeuralTrainers.Networks;

/// <summary>
/// Epochs, shuffling, schedules, validation, early stopping, history, checkpoints and cancellation, the same above every backend.
/// </summary>
/// <param name="description">The network.</param>
/// <param name="train">The training rows.</param>
/// <param name="validation">The validation rows, or null.</param>
/// <param name="settings">The run's settings.</param>
/// <param name="session">The network in training.</param>
/// <param name="initial">The weights that the run started from.</param>
/// <param name="weightScale">The factor that makes the mean row weight 1.</param>
/// <param name="checkpoint">Where progress is written, or null.</param>
internal sealed class TrainingLoop(
    NetworkDescription description,
    IBatchSource train,
    IBatchSource? validation,
    TrainingSettings settings,
    ITrainingSession session,
    NetworkWeights initial,
    float weightScale,
    CheckpointFile? checkpoint)
{
    private readonly List<EpochRecord> _epochs = [];
    private readonly int[] _order = [.. Enumerable.Range(0, train.RowCount)];
    private readonly bool _needsSeveralRows = Graph.Declare(description).NeedsSeveralRows;
    private readonly RandomStream _shuffling = new(settings.Seed, RandomPurpose.Shuffling);

    // Earlier epochs are less sparse than asked for.
    private readonly int _firstCandidate = settings.Pruning?.FirstPrunedEpoch(settings.MaximumEpochs) ?? 1;

    private readonly Evaluator? _evaluator =
        validation is { RowCount: > 0 } ? new Evaluator(description, validation, session, settings.BatchSize) : null;

    private NetworkWeights _best = initial;
    private int _bestEpoch;
    private long _step;
    private float _learningRate;
    private bool _hasAverage;

    /// <summary>Runs to the end.</summary>
    /// <param name="resumed">The progress of an interrupted run, with which the session was opened, or null.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <returns>The best weights and the course.</returns>
    public (NetworkWeights Weights, TrainingHistory History) Run(RunProgress? resumed, CancellationToken cancellationToken)
    {
        if (resumed is not null)
        {
            Resume(resumed);
        }

        while (_epochs.Count < settings.MaximumEpochs)
        {
            if (StopsEarly(out var stopping))
            {
                return Finish(StopReason.EarlyStopping, stopping);
            }

            var epoch = _epochs.Count + 1;
            var clock = Stopwatch.StartNew();
            if (!RunBatches(epoch, cancellationToken))
            {
                // Nothing to keep before the first epoch is complete.
                return _epochs.Count > 0
                    ? Finish(StopReason.Cancelled, $"Cancelled in epoch {epoch}; the weights are those of epoch {_bestEpoch}.")
                    : throw new OperationCanceledException("Training was cancelled before its first epoch was complete.", cancellationToken);
            }

            var statistics = session.TakeStatistics();
            session.UsesAverage = _hasAverage;
            var evaluation = _evaluator?.Run();
            var loss = evaluation is null ? null : ValidationLoss(evaluation);
            if (!double.IsFinite(statistics.MeanLoss) || !double.IsFinite(statistics.MeanGradientNorm) || loss is { } value && !double.IsFinite(value))
            {
                return Finish(StopReason.Diverged, DivergenceMessage(epoch));
            }

            var isBest = IsBest(epoch, loss);
            if (isBest)
            {
                _bestEpoch = epoch;
                _best = session.GetWeights();
            }

            session.UsesAverage = false;
            Complete(epoch, statistics, loss, evaluation, clock.Elapsed, isBest);
            if (statistics.HasConverged)
            {
                return Finish(StopReason.Converged, $"Converged in epoch {epoch}; the weights are those of epoch {_bestEpoch}.");
            }
        }

        return StopsEarly(out var message)
            ? Finish(StopReason.EarlyStopping, message)
            : Finish(StopReason.MaximumEpochs, $"All {settings.MaximumEpochs} epochs were run; the weights are those of epoch {_bestEpoch}.");
    }

    private void Resume(RunProgress progress)
    {
        session.SetState(progress.State);
        _epochs.AddRange(progress.Epochs);
        _bestEpoch = progress.BestEpoch;
        _best = progress.Best ?? progress.Weights;
        _step = progress.Steps;
        _hasAverage = settings.WeightAveraging is { } averaging
            && Enumerable.Range(1, _epochs.Count).Any(epoch => averaging.Share(0, epoch, isLastOfEpoch: true, settings.MaximumEpochs) > 0);
    }

    // Without validation rows the last weights are the best known.
    private bool IsBest(int epoch, double? loss)
    {
        if (loss is null || _bestEpoch == 0 || epoch == _firstCandidate)
        {
            return loss is null || loss < double.PositiveInfinity;
        }

        return loss < _epochs[_bestEpoch - 1].ValidationLoss - (settings.EarlyStopping?.MinimumImprovement ?? 0);
    }

    private bool StopsEarly(out string message)
    {
        var patience = settings.EarlyStopping?.Patience ?? int.MaxValue;
        var stops = _evaluator is not null && _bestEpoch >= _firstCandidate && _epochs.Count - _bestEpoch >= patience;
        message = stops
            ? $"Stopped after epoch {_epochs.Count}: no better validation loss for {patience} epochs. The weights are those of epoch {_bestEpoch}."
            : string.Empty;
        return stops;
    }

    private bool RunBatches(int epoch, CancellationToken cancellationToken)
    {
        if (settings.Optimizer.IsFullBatch)
        {
            return RunAllRows(cancellationToken);
        }

        Shuffle(epoch);
        for (int start = 0, end; start < _order.Length; start = end)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            end = EndOfBatch(start);
            var isLast = end == _order.Length;
            var progress = (epoch - 1 + ((double)start / _order.Length)) / settings.MaximumEpochs;
            _learningRate = (float)(settings.LearningRate * settings.LearningRateSchedule.Factor(new RunPosition(progress, _epochs)));
            var share = settings.WeightAveraging?.Share(_step, epoch, isLast, settings.MaximumEpochs) ?? 0;
            _hasAverage |= share > 0;
            if (train is AugmentedSource augmented)
            {
                augmented.Step = _step;
            }

            session.Train(
                train,
                _order.AsSpan(start, end - start),
                new TrainingStep(
                    _step++,
                    _learningRate,
                    weightScale,
                    Measure: isLast,
                    share,
                    settings.Pruning?.SparsityIn(epoch, settings.MaximumEpochs) ?? 0));
        }

        return true;
    }

    private bool RunAllRows(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        _learningRate = settings.LearningRate;
        session.Train(train, _order, new TrainingStep(_step++, _learningRate, weightScale, Measure: true));
        return true;
    }

    // The order follows from the epoch alone, so that a resumed run needs no earlier one.
    private void Shuffle(int epoch)
    {
        for (var i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        _shuffling.Position = (ulong)epoch << 36;
        _shuffling.Shuffle(_order);
    }

    private int EndOfBatch(int start)
    {
        var end = Math.Min(start + settings.BatchSize, _order.Length);

        // One row has no variance: the batch before the last leaves it a second one.
        return _needsSeveralRows && end == _order.Length - 1 ? end - 1 : end;
    }

    private void Complete(
        int epoch, StepStatistics statistics, double? loss, IReadOnlyList<ValidationMetrics>? evaluation, TimeSpan duration, bool isBest)
    {
        var record = new EpochRecord
        {
            Epoch = epoch,
            TrainingLoss = statistics.MeanLoss,
            ValidationLoss = loss,
            ValidationMetrics = description.Heads.Count == 1 && evaluation is not null ? evaluation[0].ToDictionary() : [],
            Heads = description.Heads.Count == 1 ? [] : HeadRecords(statistics, evaluation),
            LearningRate = _learningRate,
            GradientNorm = statistics.MeanGradientNorm,
            UpdateToWeightRatio = statistics.UpdateToWeightRatio,
            Seconds = duration.TotalSeconds,
            IsBest = isBest,
        };
        _epochs.Add(record);
        if (checkpoint is not null && epoch % settings.Checkpoint!.EveryEpochs == 0)
        {
            var weights = session.GetWeights();
            checkpoint.Write(new RunProgress(_step, _epochs, _bestEpoch, isBest && !_hasAverage ? null : _best, weights, session.GetState()));
        }

        // Last: whoever is called here may cancel, or end the process.
        settings.EpochCompleted?.Invoke(record);
    }

    // Fixed weights only: what a loss weighting finds changes from epoch to epoch.
    private double? ValidationLoss(IReadOnlyList<ValidationMetrics> evaluation)
    {
        double? sum = null;
        for (var head = 0; head < evaluation.Count; head++)
        {
            if (evaluation[head].HasLabels && !description.Heads[head].IsAuxiliary)
            {
                sum = (sum ?? 0) + (description.Heads[head].Weight * evaluation[head].MeanLoss);
            }
        }

        return sum;
    }

    private Dictionary<string, HeadRecord> HeadRecords(StepStatistics statistics, IReadOnlyList<ValidationMetrics>? evaluation)
    {
        var records = new Dictionary<string, HeadRecord>(StringComparer.Ordinal);
        for (var head = 0; head < description.Heads.Count; head++)
        {
            var labeled = evaluation?[head] is { HasLabels: true } metrics ? metrics : null;
            records[description.Heads[head].Name] = new HeadRecord
            {
                TrainingLoss = statistics.Heads[head].MeanLoss,
                ValidationLoss = labeled?.MeanLoss,
                ValidationMetrics = labeled?.ToDictionary() ?? [],
                Weight = statistics.Heads[head].Weight,
                LogVariance = statistics.Heads[head].LogVariance,
            };
        }

        return records;
    }

    private string DivergenceMessage(int epoch)
    {
        var kept = _bestEpoch > 0 ? $"those of epoch {_bestEpoch}" : "the initial ones";
        return $"The loss was no longer a finite number in epoch {epoch}, so training stopped; the weights are {kept}. " +
            $"Lower the learning rate (it is {settings.LearningRate}), clip the gradient (GradientClipNorm = 1), or look for features of extreme size.";
    }

    private (NetworkWeights Weights, TrainingHistory History) Finish(StopReason reason, string message)
    {
        if (reason != StopReason.Cancelled)
        {
            checkpoint?.Delete();
        }

        return (_best, new TrainingHistory { Epochs = _epochs, BestEpoch = _bestEpoch, StopReason = reason, Message = message });
    }
}
