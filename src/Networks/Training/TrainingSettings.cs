namespace NeuralTrainers.Networks;

/// <summary>Everything about a training run that is neither the network nor the data.</summary>
public sealed record TrainingSettings
{
    /// <summary>How gradients become updates.</summary>
    public Optimizer Optimizer { get; init; } = new AdamW();

    /// <summary>How the losses of several heads become one.</summary>
    public LossWeighting LossWeighting { get; init; } = LossWeighting.Fixed;

    /// <summary>The base learning rate. Above 0.</summary>
    public float LearningRate { get; init; } = 1e-3f;

    /// <summary>How the learning rate changes over the run.</summary>
    public LearningRateSchedule LearningRateSchedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>
    /// Weight decay of matrices and embeddings (not of biases and norms): the gradient of decay / 2 x squared norm, or with
    /// <see cref="AdamW"/> decoupled from the gradient. 0 or above.
    /// </summary>
    /// <value>The default is 0.</value>
    public float WeightDecay { get; init; }

    /// <summary>
    /// The L1 penalty on matrices and embeddings: the gradient of this x sum of sizes, added to the gradient after clipping. The reported
    /// losses do not contain it. 0 or above.
    /// </summary>
    /// <value>The default is 0.</value>
    public float L1Penalty { get; init; }

    /// <summary>The largest Euclidean norm of a batch's gradient; a longer one is scaled down to it. Null for no clipping.</summary>
    /// <value>The default is null.</value>
    public float? GradientClipNorm { get; init; }

    /// <summary>The largest size of a single gradient: larger ones are cut, before their norm is taken. Null for no clipping.</summary>
    /// <value>The default is null.</value>
    public float? GradientClipValue { get; init; }

    /// <summary>
    /// The largest Euclidean norm of the weights that enter a hidden unit: after each step longer ones are scaled down to it
    /// (Srivastava et al., "Dropout", 2014, section 5.1; 3 to 4 is usual). Null for no limit. Heads, embeddings and the weights of sparse
    /// features have none.
    /// </summary>
    /// <value>The default is null.</value>
    public float? MaximumNorm { get; init; }

    /// <summary>Random changes of the training rows; null for none.</summary>
    /// <value>The default is null.</value>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Pruning of small weights; null for none.</summary>
    /// <value>The default is null.</value>
    public MagnitudePruning? Pruning { get; init; }

    /// <summary>An average of the weights that validation and the trained network use; null for the weights themselves.</summary>
    /// <value>The default is null.</value>
    public WeightAveraging? WeightAveraging { get; init; }

    /// <summary>The number of rows in a batch. The last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The largest number of passes over the training rows.</summary>
    public int MaximumEpochs { get; init; } = 100;

    /// <summary>When to stop before that; null for never. Works on validation rows only.</summary>
    public EarlyStopping? EarlyStopping { get; init; } = new();

    /// <summary>
    /// The share of known categories that training shows as missing, so that row 0 of each table learns what to answer for missing and
    /// unseen values. In [0, 1).
    /// </summary>
    public float CategoryMaskRate { get; init; } = 0.01f;

    /// <summary>The seed of every random choice.</summary>
    public ulong Seed { get; init; }

    /// <summary>In which numbers matrices are multiplied, by a backend that has the choice.</summary>
    /// <value>The default is <see cref="MatrixPrecision.Float32"/>.</value>
    public MatrixPrecision MatrixPrecision { get; init; }

    /// <summary>The number of threads. It changes the speed only, never the result.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <summary>Tensors that training starts from instead of random values, by name, row-major: pre-trained embeddings.</summary>
    public IReadOnlyDictionary<string, float[]> InitialTensors { get; init; } = new Dictionary<string, float[]>(StringComparer.Ordinal);

    /// <summary>Where an interrupted run goes on from; null for no checkpoints.</summary>
    /// <value>The default is null.</value>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Called after each epoch.</summary>
    public Action<EpochRecord>? EpochCompleted { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value and the range.</exception>
    public void Validate()
    {
        Require.NotNull(Optimizer, nameof(Optimizer));
        Optimizer.Validate();
        Require.NotNull(LossWeighting, nameof(LossWeighting));
        LossWeighting.Validate();
        Require.Positive(LearningRate, nameof(LearningRate));
        Require.NotNull(LearningRateSchedule, nameof(LearningRateSchedule));
        LearningRateSchedule.Validate();
        Require.NotNegative(WeightDecay, nameof(WeightDecay));
        Require.NotNegative(L1Penalty, nameof(L1Penalty));
        if (GradientClipNorm is { } norm)
        {
            Require.Positive(norm, nameof(GradientClipNorm));
        }

        if (GradientClipValue is { } value)
        {
            Require.Positive(value, nameof(GradientClipValue));
        }

        if (MaximumNorm is { } maximum)
        {
            Require.Positive(maximum, nameof(MaximumNorm));
        }

        if (!Enum.IsDefined(MatrixPrecision))
        {
            throw new ArgumentOutOfRangeException(
                nameof(MatrixPrecision), MatrixPrecision,
                $"{nameof(MatrixPrecision)} is {MatrixPrecision}: it must be {string.Join(", ", Enum.GetNames<MatrixPrecision>())}.");
        }

        Augmentation?.Validate();
        Pruning?.Validate();
        WeightAveraging?.Validate();
        Checkpoint?.Validate();
        if (Optimizer.IsFullBatch)
        {
            CheckFullBatch();
        }

        Require.InRange(BatchSize, 1, 1 << 20, nameof(BatchSize));
        Require.InRange(MaximumEpochs, 1, int.MaxValue, nameof(MaximumEpochs));
        EarlyStopping?.Validate();
        Require.NotNull(InitialTensors, nameof(InitialTensors));
        Require.Fraction(CategoryMaskRate, nameof(CategoryMaskRate));
        Require.InRange(ThreadCount, 1, 1024, nameof(ThreadCount));
    }

    private void CheckFullBatch()
    {
        // Found out here, not by a user who wonders why an option does nothing.
        var name = Optimizer.GetType().Name;
        Refuse(LearningRateSchedule is not ConstantSchedule, nameof(LearningRateSchedule), "it has no learning rate");
        Refuse(LossWeighting is not FixedWeighting, nameof(LossWeighting), "its line search needs a loss that stays the same");
        Refuse(L1Penalty > 0, nameof(L1Penalty), "it minimises smooth functions only");
        Refuse(MaximumNorm is not null, nameof(MaximumNorm), "it minimises without constraints");
        Refuse(Pruning is not null, nameof(Pruning), "it minimises without constraints");
        Refuse(WeightAveraging is not null, nameof(WeightAveraging), "its steps have no noise to average away");
        Refuse(MatrixPrecision != MatrixPrecision.Float32, nameof(MatrixPrecision), "its line search compares losses that hardly differ");
        Refuse(Augmentation is { IsNone: false }, nameof(Augmentation), "its line search needs the same rows each time it looks");

        void Refuse(bool isSet, string option, string reason)
        {
            if (isSet)
            {
                throw new ArgumentException($"{option} does not go with {name}: {reason}. Leave it at its default, or choose another optimizer.", option);
            }
        }
    }
}
