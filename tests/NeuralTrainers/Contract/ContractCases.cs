namespace NeuralTrainers.Tests;

/// <summary>The one list of what the contract tests run over. Whoever adds a transformer adds its line here.</summary>
public static class ContractCases
{
    /// <summary>Estimators with their transformers.</summary>
    public static IEnumerable<object[]> Transformers => [.. TransformerCases.Select(transformer => new object[] { transformer })];

    /// <summary>Everything that makes data of data: the transformers, and what comes without one.</summary>
    public static IEnumerable<object[]> Views => [.. Transformers, .. ViewCases.Select(view => new object[] { view })];

    private static TransformerCase[] TransformerCases { get; } =
    [
        Trainer(TrainerCase.Regression, ["Score"]),
        Trainer(TrainerCase.Quantiles, ["Score", "Quantile0.1", "Quantile0.5", "Quantile0.9"]),
        Trainer(TrainerCase.Deviations, ["Score", "StandardDeviation"]),
        Trainer(TrainerCase.Binary, ["PredictedLabel", "Score", "Probability"]),
        Trainer(TrainerCase.Margins, ["PredictedLabel", "Score"]),
        Trainer(TrainerCase.Multiclass, ["PredictedLabel", "Score"], ["PredictedLabel", "Score"]),
        Trainer(
            TrainerCase.MultiTask,
            ["Income.Score", "IsRich.PredictedLabel", "IsRich.Score", "IsRich.Probability", "JobKey.PredictedLabel", "JobKey.Score"],
            ["JobKey.PredictedLabel", "JobKey.Score"]),
        new(
            "MultiTask with conditions",
            ["Features"],
            ["Income.Score"],
            context => context.MultiTask().Trainers.NeuralNetwork(new MultiTaskTrainer.Options
            {
                Tasks = [new RegressionTask("Income") { ConditionedOn = ["JobKey"] }, new MulticlassTask("JobKey") { IsAuxiliary = true, HeadWidths = [4] }],
                Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [8] } },
                MaximumEpochs = 2,
                Seed = 1,
            })),
        DualBlock(TrainerCase.DualBlockRegression, "IncomeBefore", ["Score", "PersistenceProbability", "ChangeScore"], []),
        DualBlock(
            TrainerCase.DualBlockMulticlass,
            "JobBeforeKey",
            ["PredictedLabel", "Score", "PersistenceProbability", "ChangeScore"],
            ["PredictedLabel", "Score", "ChangeScore"]),
        new("Multiclass with shares", ["Features"], ["PredictedLabel", "Score"], context => context.MulticlassClassification.Trainers.NeuralNetwork(
            new NeuralMulticlassTrainer.Options
            {
                LabelColumnName = "Chances",
                Loss = new KullbackLeiblerLoss(),
                Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [8] } },
                MaximumEpochs = 2,
                Seed = 1,
            }))
        {
            Named = ["PredictedLabel", "Score"],
        },
        new(
            "QuantileNormalize",
            ["Measures", "Children"],
            ["Ranks", "Children"],
            context => context.Transforms.QuantileNormalize([new InputOutputColumnPair("Ranks", "Measures"), new InputOutputColumnPair("Children")], seed: 1))
        {
            Named = ["Ranks"],
        },
        new("RobustScale", ["Measures"], ["Scaled"], context => context.Transforms.RobustScale("Scaled", "Measures")) { Named = ["Scaled"] },
        new(
            "IndicateAndImpute",
            ["Measures", "Sizes"],
            ["Known", "Sizes"],
            context => context.Transforms.IndicateAndImpute([new InputOutputColumnPair("Known", "Measures"), new InputOutputColumnPair("Sizes")]))
        {
            Named = ["Known", "Sizes"],
        },
        new(
            "IndexCategories",
            ["City", "JobKey", "Children", "IsRich"],
            ["Town", "Trade", "Siblings", "IsRich"],
            context => context.Transforms.IndexCategories(
                [new("Town", "City"), new("Trade", "JobKey"), new("Siblings", "Children"), new("IsRich")], minimumCount: 2, rareBucket: true))
        {
            Named = ["Town", "Trade", "Siblings", "IsRich"],
        },
        new("IndexCategories by hash", ["City"], ["Town"], context => context.Transforms.IndexCategories("Town", "City", hashBuckets: 50))
        {
            Named = ["Town"],
        },
        new("CrossCategories", ["City", "Job"], ["Post"], context => context.Transforms.CrossCategories("Post", "City", "Job")) { Named = ["Post"] },
        new("DateTimeFeatures", ["Day"], ["Calendar"], context => context.Transforms.DateTimeFeatures("Calendar", "Day"))
        {
            Named = ["Calendar"],
            Refused = new Dictionary<string, string> { ["Day"] = "Sizes" },
        },
        new(
            "TabularFeaturizer",
            ["City", "JobKey", "Measures", "Children", "Day"],
            ["Inputs", "City", "JobKey"],
            context => context.Transforms.TabularFeaturizer(
                labelColumnName: null, columnNames: ["City", "JobKey", "Measures", "Children", "Day"], outputColumnName: "Inputs", seed: 1))
        {
            Named = ["Inputs", "City", "JobKey"],
            Refused = new[] { "City", "JobKey", "Measures", "Children", "Day" }.ToDictionary(column => column, _ => "Readings"),
        },
        new(
            "ApplyEmbedding",
            ["CityKey"],
            ["CityVector"],
            context => context.Transforms.ApplyEmbedding("CityVector", "CityKey", Network.Model.GetEmbedding("CityKey")))
        {
            Named = ["CityVector"],
        },
        Ensemble(TrainerCase.Regression, ["Score"]),
        Ensemble(TrainerCase.Binary, ["PredictedLabel", "Score", "Probability"]),
        Ensemble(TrainerCase.Multiclass, ["PredictedLabel", "Score"], ["PredictedLabel", "Score"]),
        new("NeuralFeatures", ["Features", "CityKey"], ["Hidden"], context => context.Transforms.NeuralFeatures("Hidden", Network.Model)) { Named = ["Hidden"] },
    ];

    private static ViewCase[] ViewCases { get; } =
    [
        new(
            "LagColumns",
            ["City", "Day", "Age", "Sizes", "JobKey"],
            ["AgeLag1", "SizesLag1", "JobKeyLag1", "DayGap1"],
            (context, data) => context.Data.LagColumns(data, "City", "Day", ["Age", "Sizes", "JobKey"]))
        {
            AlwaysRead = ["City", "Day"],
            Refused = new Dictionary<string, string> { ["City"] = "Sizes", ["Day"] = "Sizes" },
            Named = ["JobKeyLag1"],
        },
    ];

    private static NeuralTransformer Network => LazyNetwork.Value;

    private static readonly Lazy<NeuralTransformer> LazyNetwork = new(() => TrainerCase.Regression.Fit(ContractRow.Data(new MLContext(1))));

    private static TransformerCase DualBlock(TrainerCase trainer, string previous, string[] outputs, string[] named) =>
        new(trainer.Name, ["Features", "CityKey", previous], outputs, context => trainer.Create(context)) { Named = named };

    private static TransformerCase Trainer(TrainerCase trainer, string[] outputs, string[]? named = null) =>
        new(trainer.Name, ["Features", "CityKey"], outputs, context => trainer.Create(context)) { Named = named ?? [] };

    // A member of an ensemble may make its features itself, under the name of the input's.
    private static TransformerCase Ensemble(TrainerCase trainer, string[] outputs, string[]? named = null) => new(
        $"Ensemble of {trainer.Name}",
        ["Features", "CityKey"],
        outputs,
        context => new EnsembleEstimator(
            context.Transforms.NormalizeMeanVariance("Features").Append(trainer.Create(context)),
            trainer.Create(context, options => options.Seed = 2)))
    {
        Named = named ?? [],
    };
}
