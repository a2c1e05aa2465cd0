using Microsoft.ML;
using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>What all neural-network trainers can be told. A trainer copies its options when it is made, and never changes them.</summary>
public abstract class NeuralNetworkOptions
{
    private protected NeuralNetworkOptions()
    {
    }

    /// <summary>
    /// The name of the numeric feature column: a Single, or a vector of Single of known size. Null if there are categorical columns only.
    /// </summary>
    /// <value>The default is <c>Features</c>.</value>
    public string? FeatureColumnName { get; set; } = NeuralTrainerDefaults.FeatureColumnName;

    /// <summary>
    /// The name of the column of row weights: Singles, 0 or above. Rows of weight 0 are left out. Null if all rows weigh the same.
    /// </summary>
    /// <value>The default is null.</value>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>
    /// The names of the categorical columns: keys, as MapValueToKey makes them. Each value of each gets a learned vector.
    /// </summary>
    /// <value>The default is null: those that TabularFeaturizer made, if there are any.</value>
    public IReadOnlyList<string>? CategoricalColumnNames { get; set; }

    /// <summary>
    /// Settings of the vectors by categorical column. Columns that are not named here have the defaults of <see cref="EmbeddingOptions"/>.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, EmbeddingOptions> Embeddings { get; set; } =
        new Dictionary<string, EmbeddingOptions>(StringComparer.Ordinal);

    /// <summary>The rule for the length of the vectors of columns without an own <see cref="EmbeddingOptions.Dimension"/>.</summary>
    /// <value>The default is <see cref="EmbeddingSize.Fastai"/>.</value>
    public EmbeddingSize EmbeddingSize { get; set; } = EmbeddingSize.Fastai;

    /// <summary>The network's architecture.</summary>
    /// <value>
    /// The default is null: a multilayer perceptron of three layers of 256 units with dropout 0.1; for the features of TabularFeaturizer
    /// a batch ensemble of 8 members with two layers of 256 units on piecewise-linear encodings.
    /// </value>
    public NetworkArchitecture? Network { get; set; }

    /// <summary>What takes the place of <see cref="Network"/> if the features turn out to be sparse, which not every network can read; null for no other.</summary>
    internal NetworkArchitecture? SparseNetwork { get; set; }

    /// <summary>How gradients become weight updates.</summary>
    /// <value>The default is <see cref="AdamW"/> with its defaults.</value>
    public Optimizer Optimizer { get; set; } = new AdamW();

    /// <summary>The base learning rate. Above 0.</summary>
    /// <value>The default is 0.002.</value>
    public float LearningRate { get; set; } = NeuralTrainerDefaults.LearningRate;

    /// <summary>How the learning rate changes over the run.</summary>
    /// <value>The default is <see cref="LearningRateSchedule.Constant"/>.</value>
    public LearningRateSchedule LearningRateSchedule { get; set; } = LearningRateSchedule.Constant;

    /// <summary>The number of rows in a batch, from 1 to 1,048,576.</summary>
    /// <value>The default is null: from 32 to 1,024 by the number of training rows.</value>
    public int? BatchSize { get; set; }

    /// <summary>The largest number of passes over the training rows. At least 1.</summary>
    /// <value>The default is 100.</value>
    public int MaximumEpochs { get; set; } = NeuralTrainerDefaults.MaximumEpochs;

    /// <summary>When to stop before that. Works on validation rows only. Null for never.</summary>
    /// <value>The default is to stop after 16 epochs without a better validation loss.</value>
    public EarlyStopping? EarlyStopping { get; set; } = new();

    /// <summary>
    /// The share of the rows that is kept from training to decide early stopping and which weights are best, in [0, 1). Has no effect if
    /// validation data is given to <c>Fit</c>. The rows are drawn evenly over the values of the label, of several labels over those of the first.
    /// </summary>
    /// <value>The default is null: 0.1, or 0 for data of fewer than 200 rows.</value>
    public float? ValidationFraction { get; set; }

    /// <summary>Decoupled weight decay of matrices (not of biases). 0 or above.</summary>
    /// <value>The default is 0.02.</value>
    public float WeightDecay { get; set; } = NeuralTrainerDefaults.WeightDecay;

    /// <summary>
    /// The largest Euclidean norm of a batch's gradient; a longer one is scaled down to it. Above 0, or null for no clipping.
    /// </summary>
    /// <value>The default is 1.</value>
    public float? GradientClipNorm { get; set; } = NeuralTrainerDefaults.GradientClipNorm;

    /// <summary>The largest size of a single gradient: larger ones are cut, before their norm is taken. Above 0, or null for no clipping.</summary>
    /// <value>The default is null.</value>
    public float? GradientClipValue { get; set; }

    /// <summary>The factor of the sum of the matrices' absolute values that is added to the loss. 0 or above.</summary>
    /// <value>The default is 0.</value>
    public float L1Penalty { get; set; }

    /// <summary>
    /// The largest Euclidean norm of the weights that enter a hidden unit: after each step longer ones are scaled down to it; 3 to 4 is
    /// usual (Srivastava et al., "Dropout", 2014, section 5.1). Above 0, or null for no limit.
    /// </summary>
    /// <value>The default is null.</value>
    public float? MaximumNorm { get; set; }

    /// <summary>Random changes of the training rows: noise, swapped values or mixed rows.</summary>
    /// <value>The default is null: none.</value>
    public Augmentation? Augmentation { get; set; }

    /// <summary>Pruning of small weights while training goes on.</summary>
    /// <value>The default is null: none.</value>
    public MagnitudePruning? Pruning { get; set; }

    /// <summary>
    /// An average of the weights over the steps, which validation and the model then use; null for the weights themselves. Has no effect with
    /// <see cref="Lbfgs"/>.
    /// </summary>
    /// <value>The default is <see cref="ExponentialAveraging"/> with a decay of 0.999.</value>
    public WeightAveraging? WeightAveraging { get; set; } = new ExponentialAveraging();

    /// <summary>
    /// Where an interrupted run goes on from. A run that goes on gives the same model, bit for bit, as one that was never interrupted: give
    /// both the same <see cref="Seed"/>.
    /// </summary>
    /// <value>The default is null: no checkpoints.</value>
    public Checkpoint? Checkpoint { get; set; }

    /// <summary>The seed of every random choice. The same seed and data give the same model, whatever the number of threads.</summary>
    /// <value>The default is null: the seed of the <c>MLContext</c> if it has one, else a random seed.</value>
    public int? Seed { get; set; }

    /// <summary>What the network is trained on: the CPU, or a GPU through the package NeuralTrainers.TorchSharp. The fitted model scores on any machine.</summary>
    /// <value>The default is <see cref="TrainingDevice.Auto"/>: a CUDA card if the package is referenced and there is one, else the CPU.</value>
    public TrainingDevice Device { get; set; }

    /// <summary>
    /// In which numbers training multiplies matrices. Cards of compute capability 8.0 or later are several times as fast in <see cref="MatrixPrecision.TensorFloat32"/>
    /// and <see cref="MatrixPrecision.BFloat16"/>. A device that lacks the precision is an error; with <see cref="TrainingDevice.Auto"/> training goes on in
    /// <see cref="MatrixPrecision.Float32"/>, and the log says so. The fitted model scores in float32.
    /// </summary>
    /// <value>The default is <see cref="MatrixPrecision.Float32"/>.</value>
    public MatrixPrecision MatrixPrecision { get; set; }

    /// <summary>The number of threads, from 1 to 1,024. It changes the speed only, never the result.</summary>
    /// <value>The default is null: the number of processors.</value>
    public int? NumberOfThreads { get; set; }

    /// <summary>Called after each epoch, on the thread that called <c>Fit</c>.</summary>
    /// <value>The default is null.</value>
    public Action<EpochRecord>? EpochCompleted { get; set; }

    /// <summary>
    /// Ends training. Once an epoch is complete, <c>Fit</c> returns the best model so far; before that it throws
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <value>The default is none.</value>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>The labels to learn, at least one. Only after <see cref="ValidateTasks"/>.</summary>
    internal abstract IReadOnlyList<TaskDefinition> Definitions { get; }

    /// <summary>The columns that get embeddings: the categorical ones, and the previous class if the network reads it.</summary>
    internal virtual IReadOnlyList<string> KeyColumnNames => CategoricalColumnNames ?? [];

    /// <summary>The column of the label's previous values, or null.</summary>
    /// <param name="classCount">Gives the number of the label's classes by the name of that column.</param>
    internal virtual PreviousColumn? PreviousColumn(Func<string, int?> classCount) => null;

    /// <summary>How the losses of several labels become one.</summary>
    internal virtual LossWeighting Weighting => LossWeighting.Fixed;

    /// <summary>A copy that later changes of this object do not reach.</summary>
    internal virtual NeuralNetworkOptions Copy()
    {
        var copy = (NeuralNetworkOptions)MemberwiseClone();
        copy.CategoricalColumnNames = CategoricalColumnNames?.ToArray();
        copy.Embeddings = new Dictionary<string, EmbeddingOptions>(Embeddings ?? throw IsNull(nameof(Embeddings)), StringComparer.Ordinal);
        return copy;
    }

    /// <summary>A copy in which everything is decided that the columns of the data decide.</summary>
    /// <exception cref="ArgumentException">What was decided does not go with the other options.</exception>
    internal NeuralNetworkOptions For(SchemaShape schema)
    {
        var copy = Copy();
        copy.CategoricalColumnNames ??= [.. schema.Where(column => IsMarked(column, AnnotationNames.IsCategorical) && !HasRole(column.Name)).Select(column => column.Name)];
        copy.Network ??= schema.Any(column => column.Name == FeatureColumnName && IsMarked(column, AnnotationNames.IsTabularFeatures))
            ? NeuralTrainerDefaults.TabularNetwork
            : new NetworkArchitecture();
        copy.Validate();
        return copy;
    }

    /// <summary>The run's settings, without what depends on the data.</summary>
    internal TrainingSettings ToSettings() => new()
    {
        LossWeighting = Weighting,
        Optimizer = Optimizer,
        LearningRate = LearningRate,
        LearningRateSchedule = LearningRateSchedule,
        WeightDecay = WeightDecay,
        GradientClipNorm = GradientClipNorm,
        GradientClipValue = GradientClipValue,
        L1Penalty = L1Penalty,
        MaximumNorm = MaximumNorm,
        Augmentation = Augmentation,
        Pruning = Pruning,
        WeightAveraging = Optimizer is { IsFullBatch: true } ? null : WeightAveraging,
        Checkpoint = Checkpoint,
        BatchSize = BatchSize ?? NeuralTrainerDefaults.BatchSize(rows: 0),
        MaximumEpochs = MaximumEpochs,
        EarlyStopping = EarlyStopping,
        MatrixPrecision = MatrixPrecision,
        ThreadCount = NumberOfThreads ?? Environment.ProcessorCount,
    };

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">
    /// An option is out of range or contradicts another; the message names it, its value and what is allowed.
    /// </exception>
    internal void Validate()
    {
        ValidateTasks();
        ValidateColumns();
        if (NumberOfThreads is < 1 or > 1024)
        {
            throw new ArgumentOutOfRangeException(
                nameof(NumberOfThreads), NumberOfThreads,
                $"{nameof(NumberOfThreads)} is {NumberOfThreads}: it must be between 1 and 1024, or null.");
        }

        if (ValidationFraction is { } fraction && !(fraction >= 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(ValidationFraction), fraction,
                $"{nameof(ValidationFraction)} is {fraction}: it must be at least 0 and below 1, or null.");
        }

        if (!Enum.IsDefined(Device))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Device), Device, $"{nameof(Device)} is {Device}: it must be {string.Join(", ", Enum.GetNames<TrainingDevice>())}.");
        }

        _ = EmbeddingSize ?? throw IsNull(nameof(EmbeddingSize));
        ToSettings().Validate();
        ValidateNetwork();
    }

    /// <summary>Checks the options about labels.</summary>
    private protected abstract void ValidateTasks();

    private protected static ArgumentException IsNull(string name) => new($"{name} is null: give a value.");

    private static bool IsMarked(SchemaShape.Column column, string annotation) => SchemaShapes.TryFind(column.Annotations, annotation, out _);

    private bool HasRole(string column) =>
        column == FeatureColumnName || column == ExampleWeightColumnName || Definitions.Any(task => task.LabelColumnName == column);

    private void ValidateColumns()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var label in Definitions.Select(task => task.LabelColumnName).Distinct(StringComparer.Ordinal))
        {
            Add(label, "LabelColumnName");
        }

        foreach (var name in CategoricalColumnNames ?? [])
        {
            Add(name ?? throw IsNull(nameof(CategoricalColumnNames)), nameof(CategoricalColumnNames));
        }

        if (FeatureColumnName is not null)
        {
            Add(FeatureColumnName, nameof(FeatureColumnName));
        }
        else if (CategoricalColumnNames is not null && KeyColumnNames.Count == 0)
        {
            throw new ArgumentException(
                $"{nameof(FeatureColumnName)} is null and {nameof(CategoricalColumnNames)} is empty: the network needs at least one of " +
                "them.");
        }

        if (ExampleWeightColumnName is not null)
        {
            Add(ExampleWeightColumnName, nameof(ExampleWeightColumnName));
        }

        if (PreviousColumn(_ => null) is { Name: var previous })
        {
            _ = previous ?? throw IsNull("PreviousColumnName");
            if (CategoricalColumnNames?.Contains(previous, StringComparer.Ordinal) is not true)
            {
                Add(previous, "PreviousColumnName");
            }
        }

        foreach (var (column, embedding) in Embeddings)
        {
            if (embedding is null || (CategoricalColumnNames is not null && !KeyColumnNames.Contains(column, StringComparer.Ordinal)))
            {
                throw new ArgumentException(
                    $"{nameof(Embeddings)} has an entry for '{column}', which " +
                    $"{(embedding is null ? "is null" : $"is not among the {nameof(CategoricalColumnNames)}")}.");
            }
        }

        void Add(string name, string option)
        {
            if (name.Length == 0)
            {
                throw new ArgumentException($"{option} is empty: name a column.");
            }

            if (!names.Add(name))
            {
                throw new ArgumentException(
                    $"{option} names the column '{name}', which already has another role: a column can be a label, a feature, a " +
                    "category or a weight, once.");
            }
        }
    }

    // The parts of the description that do not depend on the data are checked before there is any.
    private void ValidateNetwork() => new NetworkDescription
    {
        Input = new InputDescription
        {
            NumericCount = 1,
            Embeddings = [.. KeyColumnNames.Select(name => new EmbeddingDescription { Column = name, Table = name, Cardinality = 1, Dimension = 1 })],
        },
        Trunk = (Network ?? new NetworkArchitecture()).Trunk,
        Heads = [.. Definitions.Select(task => task.Head)],
    }.Validate();
}
