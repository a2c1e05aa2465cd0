using Microsoft.ML.Trainers;

namespace NeuralTrainers.Tests;

/// <summary>A trainer that every contract test runs over.</summary>
public sealed class TrainerCase
{
    private readonly Func<NeuralTrainerOptions> _options;
    private readonly Func<MLContext, NeuralTrainerOptions, ITrainerEstimator<NeuralTransformer, NeuralModelParameters>> _create;

    private TrainerCase(
        string kind,
        string label,
        Func<NeuralTrainerOptions> options,
        Func<MLContext, NeuralTrainerOptions, ITrainerEstimator<NeuralTransformer, NeuralModelParameters>> create)
    {
        Kind = kind;
        Name = kind;
        Label = label;
        _options = options;
        _create = create;
    }

    /// <summary>Regression, Binary or Multiclass.</summary>
    public string Kind { get; }

    public string Name { get; private init; }

    public string Label { get; }

    public static IEnumerable<object[]> All =>
    [
        [Regression],
        [Binary],
        [Multiclass],
    ];

    /// <summary>The trainers, also with losses that change what they add to the data.</summary>
    public static IEnumerable<object[]> AllColumns =>
    [
        .. All,
        [Regression.With("quantiles", new PinballLoss())],
        [Regression.With("deviations", new GaussianLoss())],
        [Regression.With("counts", new PoissonLoss())],
        [Binary.With("margins", new BinaryHingeLoss())],
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

    public override string ToString() => Name;

    private TrainerCase With(string name, Loss loss) =>
        new(Kind, Label, () => WithLoss(_options(), loss), _create) { Name = $"{Kind} with {name}" };

    private static NeuralTrainerOptions WithLoss(NeuralTrainerOptions options, Loss loss)
    {
        options.Loss = loss;
        return options;
    }

    /// <summary>Options for a small network and few epochs.</summary>
    internal NeuralTrainerOptions Options(Action<NeuralTrainerOptions>? change = null)
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
        MLContext context, Action<NeuralTrainerOptions>? change = null) =>
        _create(context, Options(change));

    internal ITrainerEstimator<NeuralTransformer, NeuralModelParameters> Create(MLContext context, NeuralTrainerOptions options) =>
        _create(context, options);

    internal NeuralTransformer Fit(IDataView data, Action<NeuralTrainerOptions>? change = null) =>
        Create(new MLContext(), change).Fit(data);

    /// <summary>The three-argument form of Fit, which ML.NET's interfaces do not have.</summary>
    internal static NeuralTransformer Fit(object trainer, IDataView train, IDataView? validation, NeuralModelParameters? previous) =>
        trainer switch
    {
        NeuralRegressionTrainer regression => regression.Fit(train, validation, previous),
        NeuralBinaryTrainer binary => binary.Fit(train, validation, previous),
        NeuralMulticlassTrainer multiclass => multiclass.Fit(train, validation, previous),
        _ => throw new ArgumentException("An unknown trainer.", nameof(trainer)),
    };
}
