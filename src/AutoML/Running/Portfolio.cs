namespace NeuralTrainers;

/// <summary>
/// Settings that were published as good for tables: the trainers' own default, which is TabM's (Gorishniy, Kotelnikov and Babenko, 2024) at half the
/// width, and what tuning found there for Adult and California housing. TabM's own width took half of a two-minute sweep of 30,000 rows on two cores.
/// </summary>
internal static class Portfolio
{
    public static IReadOnlyList<NeuralSetting> Settings { get; } =
    [
        new()
        {
            Trunk = SweptTrunk.BatchEnsemble, Depth = 2, Width = 256, EnsembleMembers = 8, Dropout = 0.1, LearningRate = 2e-3, WeightDecay = 0.02,
            BatchSize = 256, NumericEncoding = "piecewiseLinear",
        },
        new() { Trunk = SweptTrunk.Mlp, Depth = 2, Width = 208, Dropout = 0.172, LearningRate = 5.6e-4, WeightDecay = 0.0288, BatchSize = 256, NumericEncoding = "piecewiseLinear" },
        new() { Trunk = SweptTrunk.Residual, Depth = 2, Width = 192, Dropout = 0.15, LearningRate = 1e-3, WeightDecay = 0.02, BatchSize = 256, NumericEncoding = "piecewiseLinear" },
        new() { Trunk = SweptTrunk.BatchEnsemble, Depth = 3, Width = 400, Dropout = 0.208, LearningRate = 8.7e-4, WeightDecay = 0.0378, BatchSize = 256 },
        new() { Trunk = SweptTrunk.Mlp, Depth = 4, Width = 400, Dropout = 0.231, LearningRate = 1.06e-4, WeightDecay = 0.0795, BatchSize = 256 },
    ];
}
