using Microsoft.ML.Data;

namespace NeuralTrainers.AutoML.Tests;

/// <summary>Trials that a test makes by hand, in a race for the best ensemble.</summary>
internal sealed class Race(RaceMetric metric, EnsembleSelection? options = null, string? logPath = null)
{
    private readonly CandidateFiles _files = new(logPath);

    public MLContext Context { get; } = new(seed: 1);

    public IDataView Validation => field ??= Context.Data.LoadFromEnumerable(House.Some(150, seed: 2));

    public EnsembleRace Entered
    {
        get
        {
            if (field is null)
            {
                field = new(options ?? new(), _files);
                field.Open(new(Context, metric, Schema, Validation), Earlier, bestPath: null);
            }

            return field;
        }
    }

    /// <summary>The trials of an earlier run.</summary>
    public IReadOnlyList<TrialRecord> Earlier { get; init; } = [];

    public List<TrialRecord> Records { get; } = [];

    public DataViewSchema Schema => Validation.Schema;

    /// <summary>A trial some of whose labels were wrong, so that trials err in different ways.</summary>
    public TrialRecord Run(int seed, int epochs = 150)
    {
        var train = Context.Data.LoadFromEnumerable(Distorted(seed));
        var featurizers = Featurizers(train);
        var trainer = Trainer(new MlpTrunk { Widths = [8] }, seed, epochs);
        var model = featurizers.Append<ITransformer>(trainer.Fit(featurizers.Transform(train)));
        var scored = model.Transform(Validation);
        var value = metric.Evaluate(Context, scored);
        var record = new TrialRecord
        {
            Trial = Records.Count,
            End = TrialEnd.Completed,
            Metric = value,
            MetricName = metric.MetricName,
            Loss = metric.IsMaximize ? -value : value,
            Seconds = 1,
            Pipeline = "e0",
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["e0"] = $"{{\"Seed\":{seed}}}" },
        };
        Records.Add(record);
        Entered.Add(record, model, scored);
        return record;
    }

    public SelectedEnsemble? Select() => Entered.Select(CancellationToken.None);

    public double Evaluate(ITransformer model) => metric.Evaluate(Context, model.Transform(Validation));

    private static IEnumerable<House> Distorted(int seed)
    {
        var random = new Random(seed);
        return House.Some(200, seed: 10 + seed).Select(house =>
        {
            house.Price += seed % 2 == 0 ? 0.4f : -0.3f;
            house.IsDear ^= random.Next(4) == 0;
            house.Class = house.Price < 1 ? "low" : house.Price < 2.5 ? "middle" : "high";
            return house;
        });
    }

    // Each trial has featurizers of its own, and the classes in the same order.
    private TransformerChain<ITransformer> Featurizers(IDataView train)
    {
        ITransformer features = Context.Transforms.TabularFeaturizer(
            labelColumnName: null, columnNames: [nameof(House.Size), nameof(House.District)], seed: 1).Fit(train);
        return metric == RaceMetric.LogLoss
            ? new(features, Context.Transforms.Conversion.MapValueToKey(nameof(House.Class)).Fit(Validation))
            : new(features);
    }

    private IEstimator<ITransformer> Trainer(MlpTrunk trunk, int seed, int epochs)
    {
        var network = new NetworkArchitecture { Trunk = trunk };
        return metric == RaceMetric.Rmse
            ? Context.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
            {
                LabelColumnName = nameof(House.Price), Network = network, Seed = seed, MaximumEpochs = epochs, LearningRate = 0.01f, ValidationFraction = 0, NumberOfThreads = 1,
            })
            : metric == RaceMetric.Auc
                ? Context.BinaryClassification.Trainers.NeuralNetwork(new NeuralBinaryTrainer.Options
                {
                    LabelColumnName = nameof(House.IsDear), Network = network, Seed = seed, MaximumEpochs = epochs, LearningRate = 0.01f, ValidationFraction = 0, NumberOfThreads = 1,
                })
                : Context.MulticlassClassification.Trainers.NeuralNetwork(new NeuralMulticlassTrainer.Options
                {
                    LabelColumnName = nameof(House.Class), Network = network, Seed = seed, MaximumEpochs = epochs, LearningRate = 0.01f, ValidationFraction = 0, NumberOfThreads = 1,
                });
    }
}
