namespace NeuralTrainers;

/// <summary>
/// What a sweep of neural networks varies. A list of one value, or a range whose bounds are equal, fixes what it is about. The spaces are those
/// of Gorishniy et al., "Revisiting Deep Learning Models for Tabular Data", 2021, appendix F, with widths that a processor trains in reasonable time.
/// </summary>
public sealed class NeuralSearchSpace
{
    /// <summary>The kinds of network.</summary>
    /// <value>The default is all of them.</value>
    public IReadOnlyList<SweptTrunk> Trunks { get; set; } = [SweptTrunk.BatchEnsemble, SweptTrunk.Mlp, SweptTrunk.Residual];

    /// <summary>The numbers of layers, or of blocks of a residual network, ascending.</summary>
    /// <value>The default is 1 to 4.</value>
    public IReadOnlyList<int> Depths { get; set; } = [1, 2, 3, 4];

    /// <summary>The numbers of units of a layer, ascending; all layers have the same.</summary>
    /// <value>The default is from 64 to 512.</value>
    public IReadOnlyList<int> Widths { get; set; } = [64, 128, 192, 256, 384, 512];

    /// <summary>The numbers of members of a batch ensemble, ascending.</summary>
    /// <value>The default is 8: it has most of the gain of 32 at a quarter of the time.</value>
    public IReadOnlyList<int> EnsembleMembers { get; set; } = [8];

    /// <summary>The nonlinearities, by the names that trials show.</summary>
    /// <value>The default is ReLU, GELU and SiLU.</value>
    public IReadOnlyDictionary<string, Activation> Activations { get; set; } = new Dictionary<string, Activation>(StringComparer.Ordinal)
    {
        ["relu"] = Activation.Relu,
        ["gelu"] = Activation.Gelu,
        ["silu"] = Activation.Silu,
    };

    /// <summary>The rates of standard dropout, within 0 and 0.95.</summary>
    /// <value>The default is from 0 to 0.5.</value>
    public SweepRange Dropout { get; set; } = new(0, 0.5);

    /// <summary>The learning rates, uniform in the logarithm. Above 0.</summary>
    /// <value>
    /// The default is from 0.0005 to 0.01: above the published spaces, for the trainers average their weights, and slower networks are not done when the
    /// epochs end.
    /// </value>
    public SweepRange LearningRate { get; set; } = new(5e-4, 1e-2);

    /// <summary>The weight decays, uniform in the logarithm. Above 0.</summary>
    /// <value>The default is from 0.0001 to 0.1.</value>
    public SweepRange WeightDecay { get; set; } = new(1e-4, 0.1);

    /// <summary>Whether half of the space is networks without weight decay.</summary>
    /// <value>The default is true.</value>
    public bool TriesNoWeightDecay { get; set; } = true;

    /// <summary>The numbers of rows of a batch, ascending.</summary>
    /// <value>The default is 128, 256 and 512.</value>
    public IReadOnlyList<int> BatchSizes { get; set; } = [128, 256, 512];

    /// <summary>The rules for the length of the categories' vectors, by the names that trials show.</summary>
    /// <value>The default is fastai's rule and the fourth root.</value>
    public IReadOnlyDictionary<string, EmbeddingSize> EmbeddingSizes { get; set; } = new Dictionary<string, EmbeddingSize>(StringComparer.Ordinal)
    {
        ["fastai"] = EmbeddingSize.Fastai,
        ["fourthRoot"] = EmbeddingSize.FourthRoot,
    };

    /// <summary>The encodings of numeric features, by the names that trials show; null for none.</summary>
    /// <value>The default is piecewise-linear, periodic and none.</value>
    public IReadOnlyDictionary<string, NumericEncoding?> NumericEncodings { get; set; } = new Dictionary<string, NumericEncoding?>(StringComparer.Ordinal)
    {
        ["piecewiseLinear"] = new PiecewiseLinearEncoding(),
        ["periodic"] = new PeriodicEncoding(),
        ["none"] = null,
    };

    /// <summary>The space for a number of training rows: few rows get small networks and small batches, many get large ones.</summary>
    /// <param name="rows">The number of training rows. At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is below 1.</exception>
    public static NeuralSearchSpace ForRows(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return rows switch
        {
            < 2_000 => new() { Depths = [1, 2, 3], Widths = [32, 64, 128, 192], BatchSizes = [16, 32, 64] },
            < 10_000 => new() { Depths = [1, 2, 3], Widths = [64, 128, 192, 256], BatchSizes = [64, 128, 256] },
            < 100_000 => new(),
            _ => new() { Depths = [1, 2, 3, 4, 5, 6], Widths = [128, 256, 384, 512, 768], BatchSizes = [512, 1024, 2048] },
        };
    }

    internal void Validate()
    {
        NotEmpty(Trunks?.Count, nameof(Trunks));
        Ascending(Depths, nameof(Depths));
        Ascending(Widths, nameof(Widths));
        Ascending(EnsembleMembers, nameof(EnsembleMembers));
        Ascending(BatchSizes, nameof(BatchSizes));
        NotEmpty(Activations?.Count, nameof(Activations));
        NotEmpty(EmbeddingSizes?.Count, nameof(EmbeddingSizes));
        NotEmpty(NumericEncodings?.Count, nameof(NumericEncodings));
        Dropout.Validate(nameof(Dropout), 0, 0.95);
        LearningRate.Validate(nameof(LearningRate), float.Epsilon, float.MaxValue);
        WeightDecay.Validate(nameof(WeightDecay), float.Epsilon, float.MaxValue);
    }

    private static void NotEmpty(int? count, string name)
    {
        if (count is null or 0)
        {
            throw new ArgumentException($"{name} is {(count is null ? "null" : "empty")}: give at least one value.");
        }
    }

    private static void Ascending(IReadOnlyList<int> values, string name)
    {
        NotEmpty(values?.Count, name);
        for (var i = 0; i < values!.Count; i++)
        {
            if (values[i] <= (i == 0 ? 0 : values[i - 1]))
            {
                throw new ArgumentException($"{name}[{i}] is {values[i]}: the values are above 0 and ascend.");
            }
        }
    }
}
