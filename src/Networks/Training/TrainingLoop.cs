using System.Diagnostics;

namespace NeuralTrainers.Networks;

/// <summary>Epochs, shuffling, schedule, validation, early stopping, history and cancellation, the same above every backend.</summary>
internal sealed class TrainingLoop(
    NetworkDescription description,
    IBatchSource train,
    IBatchSource? validation,
    TrainingSettings settings,
    ITrainingSession session,
    float weightScale)
{
    private readonly List<EpochRecord> _epochs = [];
    private readonly int[] _order = [.. Enumerable.Range(0, train.RowCount)];
    private readonly bool _needsSeveralRows = Graph.Declare(description).NeedsSeveralRows;
    private readonly RandomStream _shuffling = new(settings.Seed, RandomPurpose.Shuffling);
    private readonly Evaluator? _evaluator =
        validation is { RowCount: > 0 } ? new Evaluator(description, validation, session, settings.BatchSize) : null;

    private long _step;
    private float _learningRate;

    /// <summary>Runs to the end.</summary>
    /// <param name="initial">The weights that the session started from.</param>
    /// <param name="cancellationToken">Checked at every batch.</param>
    /// <returns>The best weights and the course.</returns>
    public (NetworkWeights Weights, TrainingHistory History) Run(NetworkWeights initial, CancellationToken cancellationToken)
    {
        var best = initial;
        var bestEpoch = 0;
        var bestLoss = double.PositiveInfinity;
        for (var epoch = 1; epoch <= settings.MaximumEpochs; epoch++)
        {
            var clock = Stopwatch.StartNew();
            if (!RunBatches(epoch, cancellationToken))
            {
                // Nothing to keep before the first epoch is complete.
                return _epochs.Count > 0
                    ? Finish(best, bestEpoch, StopReason.Cancelled, $"Cancelled in epoch {epoch}; the weights are those of epoch {bestEpoch}.")
                    : throw new OperationCanceledException("Training was cancelled before its first epoch was complete.", cancellationToken);
            }

            var statistics = session.TakeStatistics();
            var evaluation = _evaluator?.Run();
            var loss = evaluation is null ? null : ValidationLoss(evaluation);
            if (!double.IsFinite(statistics.MeanLoss) || !double.IsFinite(statistics.MeanGradientNorm) || loss is { } value && !double.IsFinite(value))
            {
                return Finish(best, bestEpoch, StopReason.Diverged, DivergenceMessage(epoch, bestEpoch));
            }

            // Without validation rows the last weights are the best known.
            var isBest = loss is null || loss < bestLoss - (_epochs.Count > 0 ? settings.EarlyStopping?.MinimumImprovement ?? 0 : 0);
            if (isBest)
            {
                bestLoss = loss ?? bestLoss;
                bestEpoch = epoch;
                if (loss is not null)
                {
                    best = session.GetWeights();
                }
            }

            Report(epoch, statistics, loss, evaluation, clock.Elapsed, isBest);
            if (loss is null)
            {
                best = epoch == settings.MaximumEpochs || statistics.HasConverged || cancellationToken.CanBeCanceled ? session.GetWeights() : best;
            }
            else if (settings.EarlyStopping is { } stopping && epoch - bestEpoch >= stopping.Patience)
            {
                return Finish(
                    best,
                    bestEpoch,
                    StopReason.EarlyStopping,
                    $"Stopped after epoch {epoch}: no better validation loss for {stopping.Patience} epochs. The weights are those of epoch {bestEpoch}.");
            }

            if (statistics.HasConverged)
            {
                return Finish(best, bestEpoch, StopReason.Converged, $"Converged in epoch {epoch}; the weights are those of epoch {bestEpoch}.");
            }
        }

        return Finish(
            best, bestEpoch, StopReason.MaximumEpochs, $"All {settings.MaximumEpochs} epochs were run; the weights are those of epoch {bestEpoch}.");
    }

    private bool RunBatches(int epoch, CancellationToken cancellationToken)
    {
        if (settings.Optimizer.IsFullBatch)
        {
            return RunAllRows(cancellationToken);
        }

        _shuffling.Shuffle(_order);
        for (int start = 0, end; start < _order.Length; start = end)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            end = EndOfBatch(start);
            var progress = (epoch - 1 + ((double)start / _order.Length)) / settings.MaximumEpochs;
            _learningRate = (float)(settings.LearningRate * settings.LearningRateSchedule.Factor(progress, epoch - 1));
            session.Train(
                train, _order.AsSpan(start, end - start), new TrainingStep(_step++, _learningRate, weightScale, Measure: end == _order.Length));
        }

        return true;
    }

    private int EndOfBatch(int start)
    {
        var end = Math.Min(start + settings.BatchSize, _order.Length);

        // One row has no variance: the batch before the last leaves it a second one.
        return _needsSeveralRows && end == _order.Length - 1 ? end - 1 : end;
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

    private void Report(
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

    private string DivergenceMessage(int epoch, int bestEpoch)
    {
        var kept = bestEpoch > 0 ? $"those of epoch {bestEpoch}" : "the initial ones";
        return $"The loss was no longer a finite number in epoch {epoch}, so training stopped; the weights are {kept}. " +
            $"Lower the learning rate (it is {settings.LearningRate}), clip the gradient (GradientClipNorm = 1), or look for features of extreme size.";
    }

    private (NetworkWeights Weights, TrainingHistory History) Finish(NetworkWeights weights, int bestEpoch, StopReason reason, string message) =>
        (weights, new TrainingHistory { Epochs = _epochs, BestEpoch = bestEpoch, StopReason = reason, Message = message });
}
