namespace NeuralTrainers;

/// <summary>Default values that options and catalog methods share.</summary>
internal static class NeuralTrainerDefaults
{
    public const string LabelColumnName = "Label";
    public const string FeatureColumnName = "Features";
    public const float LearningRate = 2e-3f;
    public const float WeightDecay = 0.02f;
    public const float GradientClipNorm = 1f;
    public const int MaximumEpochs = 100;
    public const float ValidationFraction = 0.1f;

    /// <summary>With fewer rows, validation rows would be too few to decide anything and training rows too precious.</summary>
    public const int MinimumRowsToSplit = 200;

    /// <summary>Small batches give small data enough updates; large ones keep many cores busy.</summary>
    public static int BatchSize(int rows) => rows switch
    {
        < 1_000 => 32,
        < 10_000 => 128,
        < 30_000 => 256,
        < 200_000 => 512,
        _ => 1024,
    };

    /// <summary>
    /// The network for the features of TabularFeaturizer: a small TabM (Gorishniy, Kotelnikov and Babenko, 2024) on piecewise-linear
    /// encodings. Eight members have most of the gain of 32 at a quarter of the time; docs/accuracy.md has the figures.
    /// </summary>
    public static NetworkArchitecture TabularNetwork { get; } = new()
    {
        NumericEncoding = new PiecewiseLinearEncoding(),
        Trunk = new BatchEnsembleTrunk { Members = 8, Widths = [256, 256], Start = BatchEnsembleStart.Normal },
    };
}
