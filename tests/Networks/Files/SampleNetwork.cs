namespace NeuralTrainers.Networks.Tests;

/// <summary>A small network with every kind of input and head, and a history.</summary>
internal static class SampleNetwork
{
    public static NetworkDescription Description { get; } = new()
    {
        Input = new InputDescription
        {
            NumericCount = 5,
            Embeddings =
            [
                new EmbeddingDescription { Column = "Country", Cardinality = 7, Dimension = 3, Table = "Country" },
                new EmbeddingDescription { Column = "Größe", Cardinality = 4, Dimension = 2, Table = "Größe", Frozen = true },
            ],
        },
        Trunk = new MlpTrunk { Widths = [8, 6], Activation = Activation.Tanh, Dropout = 0.2f },
        Heads =
        [
            new HeadDescription { Name = "Price", OutputCount = 1, Loss = new HuberLoss { Delta = 0.5f }, TargetMean = 1e5f / 3, TargetScale = 0.1f },
            new HeadDescription { Name = "Sold", OutputCount = 1, Loss = new BinaryCrossEntropyLoss(), Weight = 1f / 3, IsAuxiliary = true },
            new HeadDescription
            {
                Name = "Kind",
                OutputCount = 3,
                Loss = new CategoricalCrossEntropyLoss { LabelSmoothing = 0.1f },
                Trunk = new MlpTrunk { Widths = [4] },
                ClassWeights = [1, 2, 0.5f],
                ConditionedOn = ["Sold"],
            },
        ],
    };

    public static TrainingHistory History { get; } = new()
    {
        Epochs =
        [
            new EpochRecord
            {
                Epoch = 1,
                TrainingLoss = 1.0 / 3,
                ValidationLoss = 0.25,
                ValidationMetrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["Accuracy"] = 2.0 / 3 },
                Heads = new Dictionary<string, HeadRecord>(StringComparer.Ordinal)
                {
                    ["Sold"] = new() { TrainingLoss = 0.7, ValidationLoss = 0.6, Weight = 1.0 / 7, LogVariance = -1.0 / 3 },
                },
                LearningRate = 1e-3,
                GradientNorm = 1.5,
                UpdateToWeightRatio = 1e-3,
                Seconds = 0.1,
                IsBest = true,
            },
            new EpochRecord { Epoch = 2, TrainingLoss = 0.3, LearningRate = 1e-3, GradientNorm = 1.25, UpdateToWeightRatio = 1e-3, Seconds = 0.1 },
        ],
        BestEpoch = 1,
        StopReason = StopReason.EarlyStopping,
        Message = "The validation loss had not improved for 1 epoch.",
    };

    /// <summary>The network with weights that are all different.</summary>
    public static TrainedNetwork Create() => new(
        Description,
        new NetworkWeights(ParameterCatalog.Of(Description).Select((spec, number) => new WeightTensor(
            spec.Name,
            spec.Shape,
            [.. Enumerable.Range(0, (int)spec.Length).Select(i => MathF.Sin((100 * number) + i))]))),
        History);
}
