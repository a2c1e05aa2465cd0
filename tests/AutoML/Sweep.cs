namespace NeuralTrainers.AutoML.Tests;

/// <summary>A small regression sweep.</summary>
internal sealed class Sweep
{
    public MLContext Context { get; } = new(seed: 1);

    public IDataView Train => field ??= Context.Data.LoadFromEnumerable(House.Some(300, seed: 1));

    public IDataView Validation => field ??= Context.Data.LoadFromEnumerable(House.Some(150, seed: 2));

    /// <summary>Small networks that train in a moment.</summary>
    public NeuralSearchSpace Space { get; } = new() { Depths = [1, 2], Widths = [8, 16], EnsembleMembers = [2], BatchSizes = [32, 64], LearningRate = new(1e-3, 1e-2) };

    public NeuralRegressionTrainer.Options Options { get; } = new() { LabelColumnName = nameof(House.Price), MaximumEpochs = 4, NumberOfThreads = 1, Seed = 1 };

    public IEstimator<ITransformer> Featurizer { get; init; } = new MLContext(seed: 1).Transforms.TabularFeaturizer(
        nameof(House.Price), ignoredColumnNames: [nameof(House.IsDear), nameof(House.Class)]);

    /// <summary>An experiment with AutoML's own runner.</summary>
    public AutoMLExperiment Experiment(params SweepableEstimator[] trainers) => Context.Auto().CreateExperiment()
        .SetPipeline(Featurizer.Append(trainers.Length > 0 ? trainers : [Context.Auto().NeuralRegression(Options, Space)]))
        .SetRegressionMetric(RegressionMetric.RootMeanSquaredError, nameof(House.Price))
        .SetDataset(Train, Validation)
        .SetTrainingTimeInSeconds(300);
}
