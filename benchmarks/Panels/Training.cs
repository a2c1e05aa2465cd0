namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>Fits one model and measures it.</summary>
internal sealed class Training(Arguments arguments, Panel panel, string target, FeatureSet features)
{
    private bool IsNumber => target == "LogWage";

    /// <summary>A dual block.</summary>
    public IMetrics DualBlock(Rows rows, int seed)
    {
        var context = new MLContext(seed);
        NeuralTrainerOptions options = IsNumber
            ? new DualBlockRegressionTrainer.Options { PreviousColumnName = $"{target}Lag1", Blocks = arguments.Blocks }
            : new DualBlockMulticlassTrainer.Options { PreviousColumnName = $"{target}Lag1", Blocks = arguments.Blocks };
        options.BatchSize = arguments.BatchSize;
        options.WeightDecay = arguments.WeightDecay ?? options.WeightDecay;
        options.LearningRate = arguments.LearningRate ?? options.LearningRate;
        options.WeightAveraging = arguments.Averaging is { } decay ? new ExponentialAveraging { Decay = decay } : options.WeightAveraging;
        return Fit(context, options, rows, seed);
    }

    /// <summary>A multilayer perceptron of the same features with default options.</summary>
    public IMetrics Network(Rows rows, int seed) =>
        Fit(new MLContext(seed), IsNumber ? new NeuralRegressionTrainer.Options() : new NeuralMulticlassTrainer.Options(), rows, seed);

    private IMetrics Fit(MLContext context, NeuralTrainerOptions options, Rows rows, int seed)
    {
        var categories = panel.CategoricalColumns(features);
        options.LabelColumnName = target;
        options.CategoricalColumnNames = [.. categories.Keys];

        // An industry means the same in all rows.
        options.Embeddings = categories.ToDictionary(pair => pair.Key, pair => new EmbeddingOptions { Table = pair.Value }, StringComparer.Ordinal);
        options.NumberOfThreads = arguments.Threads;
        options.Seed = seed;
        ITransformer model = options switch
        {
            DualBlockRegressionTrainer.Options dual => context.Regression.Trainers.DualBlock(dual).Fit(rows.Train, rows.Validation),
            DualBlockMulticlassTrainer.Options dual => context.MulticlassClassification.Trainers.DualBlock(dual).Fit(rows.Train, rows.Validation),
            NeuralRegressionTrainer.Options network => context.Regression.Trainers.NeuralNetwork(network).Fit(rows.Train, rows.Validation),
            _ => context.MulticlassClassification.Trainers.NeuralNetwork((NeuralMulticlassTrainer.Options)options).Fit(rows.Train, rows.Validation),
        };
        var scored = model.Transform(rows.Test);
        return IsNumber
            ? NumberMetrics.Of(Columns.Read<float>(scored, target), Columns.Read<float>(scored, "Score"))
            : ClassMetrics.Of(Columns.Read<uint>(scored, target), Columns.Read<uint>(scored, $"{target}Lag1"), Columns.Vectors(scored, "Score"));
    }
}
