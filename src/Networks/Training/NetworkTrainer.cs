namespace NeuralTrainers.Networks;

/// <summary>Trains described networks.</summary>
public static class NetworkTrainer
{
    /// <summary>Trains a network, from random weights or from those of an earlier run.</summary>
    /// <param name="description">The network.</param>
    /// <param name="train">
    /// The training rows, at least one, all features finite. Labels may be missing, as NaN, in a network of several heads, but each head
    /// needs one in some row.
    /// </param>
    /// <param name="validation">Rows that decide early stopping and which weights are best, or null.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="backend">What to train on; null for the managed CPU engine.</param>
    /// <param name="previous">A network of the same description whose weights training starts from, or null.</param>
    /// <param name="cancellationToken">Checked at every batch. Once an epoch is complete, cancelling keeps the best weights so far.</param>
    /// <exception cref="ArgumentException">
    /// The description or a setting is invalid, the backend cannot multiply in the precision that was asked for, there is no row, all row weights are zero, a label is one
    /// that its loss is not defined for (the message names the row), a head has no label in any row, the checkpoint is of
    /// another run, or the previous network is a different one.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before its first epoch was complete.</exception>
    public static TrainedNetwork Train(
        NetworkDescription description,
        IBatchSource train,
        IBatchSource? validation,
        TrainingSettings settings,
        ITrainingBackend? backend = null,
        TrainedNetwork? previous = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(settings);
        backend ??= new ManagedBackend();
        description.Validate();
        settings.Validate();
        TrainingBackends.Check(backend, settings.MatrixPrecision);
        settings.LossWeighting.Check(description.Heads);
        Check(description, train, nameof(train));
        if (train.RowCount == 0)
        {
            throw new ArgumentException("There is no row to train on.", nameof(train));
        }

        RequireLabels(description.Heads, LabelCheck.Run(train, description.Heads, "training rows"));
        if (validation is not null)
        {
            Check(description, validation, nameof(validation));
            LabelCheck.Run(validation, description.Heads, "validation rows");
        }

        if (settings.LearningRateSchedule.NeedsValidation && validation is not { RowCount: > 0 })
        {
            throw new ArgumentException(
                $"{settings.LearningRateSchedule.GetType().Name} follows the validation loss, but there are no validation rows: give some, or choose another schedule.",
                nameof(validation));
        }

        settings.Augmentation?.Check(description);
        settings = settings with { BatchSize = Math.Min(settings.BatchSize, Math.Max(train.RowCount, validation?.RowCount ?? 0)) };
        var fitted = FittedInput.Of(previous is null ? description : FittedAs(description, previous), train, settings.ThreadCount, previous is not null);
        if (!(fitted.MeanWeight > 0))
        {
            throw new ArgumentException("The weights of the training rows are all zero: at least one must be above 0.", nameof(train));
        }

        description = fitted.Description;
        CheckBatches(description, train.RowCount, settings.BatchSize);
        var weights = previous is null
            ? WeightInitializer.Create(description, settings.Seed, fitted.Tensors, settings.InitialTensors)
            : Continue(description, previous);
        var checkpoint = settings.Checkpoint is { } file
            ? new CheckpointFile(file.Path, RunIdentity.Of(backend.Name, description, weights, train, validation, settings))
            : null;
        var resumed = checkpoint?.Read(ParameterCatalog.Shapes(description));
        using var session = backend.Open(description, resumed?.Weights ?? weights, settings);
        var rows = settings.Augmentation is { IsNone: false } augmentation ? Augment(augmentation, description, train, settings.Seed) : train;
        var loop = new TrainingLoop(description, rows, validation, settings, session, weights, (float)(1 / fitted.MeanWeight), checkpoint);
        var (best, history) = loop.Run(resumed, cancellationToken);
        return new TrainedNetwork(description, best, history);
    }

    private static AugmentedSource Augment(Augmentation augmentation, NetworkDescription description, IBatchSource train, ulong seed)
    {
        var needsDeviations = augmentation.NumericNoise > 0 && !description.Input.IsSparse;
        return new AugmentedSource(train, augmentation, FeatureStatistics.Of(train, needsDeviations).Deviations, seed);
    }

    private static void Check(NetworkDescription description, IBatchSource source, string name)
    {
        var shape = TableShape.Of(description, withTargets: true);
        if (source.Shape != shape)
        {
            throw new ArgumentException($"The rows have the shape {source.Shape}; the network reads {shape}.", name);
        }
    }

    // With batches of two, an odd number of rows leaves one over.
    private static void CheckBatches(NetworkDescription description, int rows, int batchSize)
    {
        if (Graph.Declare(description).NeedsSeveralRows && (rows < 2 || batchSize < 2 || (batchSize == 2 && rows % 2 == 1)))
        {
            throw new ArgumentException(
                $"Batch normalization needs at least 2 rows in each batch: {rows} training rows in batches of {batchSize} leave fewer. " +
                $"Raise {nameof(TrainingSettings.BatchSize)} to 3 or more, or use {nameof(LayerNormalization)}.");
        }
    }

    private static void RequireLabels(IReadOnlyList<HeadDescription> heads, bool[] hasLabels)
    {
        if (Array.IndexOf(hasLabels, false) is >= 0 and var head)
        {
            throw new ArgumentException($"Head '{heads[head].Name}' has no label in any training row: leave the head out, or give it labels.");
        }
    }

    private static NetworkDescription FittedAs(NetworkDescription description, TrainedNetwork previous)
    {
        if (description.Input.NumericEncoding is not { } encoding)
        {
            return description;
        }

        var fitted = encoding.FittedAs(previous.Description.Input.NumericEncoding) ?? throw DifferentNetwork(
            previous, $"It does not encode its numeric features by {encoding.GetType().Name}.", null);
        return description with { Input = description.Input with { NumericEncoding = fitted } };
    }

    private static NetworkWeights Continue(NetworkDescription description, TrainedNetwork previous)
    {
        try
        {
            ParameterCatalog.Check(description, previous.Weights);
        }
        catch (InvalidDataException exception)
        {
            throw DifferentNetwork(previous, exception.Message, exception);
        }

        return previous.Weights;
    }

    private static ArgumentException DifferentNetwork(TrainedNetwork previous, string difference, Exception? inner) => new(
        "The previous model is a different network, so training cannot go on from it: use the same features, categories, classes " +
        $"and architecture. {difference}",
        nameof(previous),
        inner);
}
