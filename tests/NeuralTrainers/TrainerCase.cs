using Microsoft.ML.Trainers;

namespace NeuralTrainers.Tests;

/// <summary>A trainer that every contract test runs over.</summary>
public sealed class TrainerCase
{
    private readonly Func<NeuralNetworkOptions> _options;
    private readonly Func<MLContext, NeuralNetworkOptions, ITrainerEstimator<NeuralTransformer, NeuralModelParameters>> _create;

    private TrainerCase(
        string kind,
        string label,
        Func<NeuralNetworkOptions> options,
        Func<MLContext, NeuralNetworkOptions, ITrainerEstimator<NeuralTransformer, NeuralModelParameters>> create)
    {
        Kind = kind;
        Name = kind;
        Label = label;
        _options = options;
        _create = create;
    }

    /// <summary>Regression, Binary, Multiclass or MultiTask.</summary>
    public string Kind { get; }

    public string Name { get; private init; }

    public string Label { get; }

    public static IEnumerable<object[]> All =>
    [
        [Regression],
        [Binary],
        [Multiclass],
        [MultiTask],
        [DualBlockRegression],
        [DualBlockMulticlass],
    ];

    /// <summary>The trainers, also with losses that change what they add to the data.</summary>
    public static IEnumerable<object[]> AllColumns =>
    [
        .. All,
        [Quantiles],
        [Deviations],
        [Regression.With("counts", new PoissonLoss())],
        [Margins],
        [Multiclass.With("margins", new CategoricalHingeLoss())],
    ];

    internal static TrainerCase Regression { get; } = new(
        "Regression",
        nameof(Person.Income),
        () => new NeuralRegressionTrainer.Options(),
        (context, options) => context.Regression.Trainers.NeuralNetwork((NeuralRegressionTrainer.Options)options));

    internal static TrainerCase Binary { get; } = new(
        "Binary",
        nameof(Person.IsRich),
        () => new NeuralBinaryTrainer.Options(),
        (context, options) => context.BinaryClassification.Trainers.NeuralNetwork((NeuralBinaryTrainer.Options)options));

    internal static TrainerCase Multiclass { get; } = new(
        "Multiclass",
        "JobKey",
        () => new NeuralMulticlassTrainer.Options(),
        (context, options) => context.MulticlassClassification.Trainers.NeuralNetwork((NeuralMulticlassTrainer.Options)options));

    internal static TrainerCase Quantiles { get; } = Regression.With("quantiles", new PinballLoss());

    internal static TrainerCase Deviations { get; } = Regression.With("deviations", new GaussianLoss());

    internal static TrainerCase Margins { get; } = Binary.With("margins", new BinaryHingeLoss());

    /// <summary>All three labels at once.</summary>
    internal static TrainerCase MultiTask { get; } = new(
        "MultiTask",
        nameof(Person.Income),
        () => new MultiTaskTrainer.Options
        {
            Tasks = [new RegressionTask(nameof(Person.Income)), new BinaryTask(nameof(Person.IsRich)), new MulticlassTask("JobKey")],
        },
        (context, options) => context.MultiTask().Trainers.NeuralNetwork((MultiTaskTrainer.Options)options));

    internal static TrainerCase DualBlockRegression { get; } = new(
        "Regression",
        nameof(Person.Income),
        () => new DualBlockRegressionTrainer.Options { PreviousColumnName = nameof(Person.IncomeBefore), Blocks = SmallBlocks },
        (context, options) => context.Regression.Trainers.DualBlock((DualBlockRegressionTrainer.Options)options)) { Name = "DualBlockRegression" };

    internal static TrainerCase DualBlockMulticlass { get; } = new(
        "Multiclass",
        "JobKey",
        () => new DualBlockMulticlassTrainer.Options { PreviousColumnName = "JobBeforeKey", Blocks = SmallBlocks },
        (context, options) => context.MulticlassClassification.Trainers.DualBlock((DualBlockMulticlassTrainer.Options)options))
    {
        Name = "DualBlockMulticlass",
    };

    private static DualBlockArchitecture SmallBlocks =>
        new() { Persistence = new MlpTrunk { Widths = [4] }, Change = new MlpTrunk { Widths = [6] } };

    /// <summary>The trainer of one label that predicts as a column's task does, and the column's name there.</summary>
    internal (TrainerCase Trainer, string Column) SingleTaskOf(string column) => column.Split('.') switch
    {
        [nameof(Person.Income), var name] => (Regression, name),
        [nameof(Person.IsRich), var name] => (Binary, name),
        ["JobKey", var name] => (Multiclass, name),
        _ => (this, column),
    };

    /// <summary>A column of the only task, or of the task of that kind.</summary>
    internal string Column(string name, TrainerCase? kind = null) => this == MultiTask ? $"{(kind ?? Regression).Label}.{name}" : name;

    /// <summary>Whether the trainer learns the label of another one.</summary>
    internal bool Learns(TrainerCase other) => Kind == other.Kind || this == MultiTask;

    public override string ToString() => Name;

    private TrainerCase With(string name, Loss loss) =>
        new(Kind, Label, () => WithLoss(_options(), loss), _create) { Name = $"{Kind} with {name}" };

    private static NeuralNetworkOptions WithLoss(NeuralNetworkOptions options, Loss loss)
    {
        options.Loss = loss;
        return options;
    }

    /// <summary>Options for a small network and few epochs.</summary>
    internal NeuralNetworkOptions Options(Action<NeuralNetworkOptions>? change = null)
    {
        var options = _options();
        options.LabelColumnName = Label;
        options.CategoricalColumnNames = ["CityKey"];
        options.Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [8] } };
        options.MaximumEpochs = 3;
        options.Seed = 1;
        options.NumberOfThreads = 1;
        change?.Invoke(options);
        return options;
    }

    internal ITrainerEstimator<NeuralTransformer, NeuralModelParameters> Create(
        MLContext context, Action<NeuralNetworkOptions>? change = null) =>
        _create(context, Options(change));

    internal ITrainerEstimator<NeuralTransformer, NeuralModelParameters> Create(MLContext context, NeuralNetworkOptions options) =>
        _create(context, options);

    internal NeuralTransformer Fit(IDataView data, Action<NeuralNetworkOptions>? change = null) =>
        Create(new MLContext(), change).Fit(data);

    /// <summary>The three-argument form of Fit, which ML.NET's interfaces do not have.</summary>
    internal static NeuralTransformer Fit(object trainer, IDataView train, IDataView? validation, NeuralModelParameters? previous) =>
        trainer switch
    {
        NeuralRegressionTrainer regression => regression.Fit(train, validation, previous),
        NeuralBinaryTrainer binary => binary.Fit(train, validation, previous),
        NeuralMulticlassTrainer multiclass => multiclass.Fit(train, validation, previous),
        MultiTaskTrainer tasks => tasks.Fit(train, validation, previous),
        DualBlockRegressionTrainer regression => regression.Fit(train, validation, previous),
        DualBlockMulticlassTrainer multiclass => multiclass.Fit(train, validation, previous),
        _ => throw new ArgumentException("An unknown trainer.", nameof(trainer)),
    };
}
