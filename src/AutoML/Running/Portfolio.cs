namespace NeuralTrainers;

/// <summary>
/// Settings to start from: the trainers' default, and networks of published kinds that did well on California housing and churn beside it: a residual
/// network and a perceptron on piecewise-linear encodings, and a batch ensemble (TabM: Gorishniy, Kotelnikov and Babenko, 2024) and a perceptron on
/// periodic ones (Gorishniy, Rubachev and Babenko, 2022). Published learning rates are lower: those trainers do not average their weights.
/// </summary>
/// <remarks>
/// Successive halving lets the first two go on: the default, which is dear and good everywhere, and the residual network, which learns the most in few
/// epochs. Wider ensembles took half of a two-minute sweep of 30,000 rows on two cores.
/// </remarks>
internal static class Portfolio
{
    public static IReadOnlyList<NeuralSetting> Settings { get; } =
    [
        Setting(SweptTrunk.BatchEnsemble, 256, "piecewiseLinear"),
        Setting(SweptTrunk.Residual, 192, "piecewiseLinear") with { Dropout = 0.15 },
        Setting(SweptTrunk.Mlp, 256, "piecewiseLinear"),
        Setting(SweptTrunk.BatchEnsemble, 256, "periodic"),
        Setting(SweptTrunk.Mlp, 256, "periodic"),
    ];

    private static NeuralSetting Setting(SweptTrunk trunk, int width, string encoding) => new()
    {
        Trunk = trunk,
        Depth = 2,
        Width = width,
        EnsembleMembers = 8,
        Dropout = 0.1,
        LearningRate = 2e-3,
        WeightDecay = 0.02,
        BatchSize = 256,
        NumericEncoding = encoding,
    };
}
