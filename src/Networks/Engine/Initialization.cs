namespace NeuralTrainers.Networks;

/// <summary>The distribution of a tensor's values before training.</summary>
/// <param name="Kind">The kind of distribution.</param>
/// <param name="Scale">The bound of a uniform one, the deviation of a normal one, the gain of an orthogonal one.</param>
/// <param name="Center">The middle of a uniform or normal one, or the constant value.</param>
internal readonly record struct Initialization(InitialValues Kind, float Scale, float Center)
{
    public static Initialization Zeros => Constant(0);

    public static Initialization Ones => Constant(1);

    /// <summary>+1 or -1, each with probability 1/2.</summary>
    public static Initialization Signs => new(InitialValues.Signs, 1, 0);

    /// <summary>The input whose features each get one value per row; null for a value per element.</summary>
    public InputDescription? PartsOf { get; init; }

    /// <summary>Whether all rows (of the last dimension) are the same.</summary>
    public bool SameRows { get; init; }

    /// <summary>
    /// The numbers of rows in groups, null for no groups: the rows of a group are the same, divided by their number, so that their sum has the
    /// distribution.
    /// </summary>
    public IReadOnlyList<int>? RowGroups { get; init; }

    /// <summary>The name of the tensor that <see cref="InitialValues.RowNorms"/> are taken of. It is declared before this one.</summary>
    public string? Source { get; init; }

    public static Initialization Constant(float value) => new(InitialValues.Constant, 0, value);

    public static Initialization Uniform(double bound) => new(InitialValues.Uniform, (float)bound, 0);

    public static Initialization Normal(double deviation) => new(InitialValues.Normal, (float)deviation, 0);

    /// <summary>The Euclidean norm of each row of another tensor.</summary>
    public static Initialization RowNormsOf(string source) => new(InitialValues.RowNorms, 0, 0) { Source = source };

    /// <summary>
    /// Uniform in +-1 / sqrt(fan in), for a linear layer's weights and biases alike: PyTorch's default, which the published accuracies
    /// of tabular networks were had with.
    /// </summary>
    public static Initialization FanIn(int fanIn) => Uniform(1 / Math.Sqrt(Math.Max(fanIn, 1)));

    /// <summary>What a linear layer starts from.</summary>
    /// <param name="chosen">The user's choice, or null for the default.</param>
    /// <param name="next">The activation after the layer, if there is one.</param>
    /// <param name="fanIn">The layer's inputs.</param>
    /// <param name="fanOut">The layer's outputs.</param>
    public static (Initialization Weight, Initialization Bias) OfLinear(WeightInitialization? chosen, Activation? next, int fanIn, int fanOut)
    {
        chosen ??= next switch
        {
            SeluActivation => new LeCunInitialization(),
            TanhActivation or SigmoidActivation => new XavierInitialization(),
            _ => null,
        };
        var inputs = Math.Max(fanIn, 1);
        var slope = next is LeakyReluActivation leaky ? leaky.Slope : next is ParametricReluActivation parametric ? parametric.InitialSlope : 0;
        return chosen switch
        {
            null => (FanIn(inputs), FanIn(inputs)),
            UniformInitialization uniform => (Uniform(uniform.Bound), Zeros),
            NormalInitialization normal => (Normal(normal.Deviation), Zeros),
            XavierInitialization xavier => (OfVariance(xavier.Distribution, 2d / (inputs + fanOut)), Zeros),
            KaimingInitialization kaiming => (OfVariance(kaiming.Distribution, 2d / ((1 + ((double)slope * slope)) * inputs)), Zeros),
            LeCunInitialization leCun => (OfVariance(leCun.Distribution, 1d / inputs), Zeros),
            OrthogonalInitialization orthogonal => (new Initialization(InitialValues.Orthogonal, orthogonal.Gain, 0), Zeros),
            _ => throw new ArgumentException($"The managed engine does not know the initialization {chosen.GetType().Name}."),
        };
    }

    // A uniform variable in [-b, b] has the variance b^2 / 3.
    private static Initialization OfVariance(InitializationDistribution distribution, double variance) =>
        distribution == InitializationDistribution.Uniform ? Uniform(Math.Sqrt(3 * variance)) : Normal(Math.Sqrt(variance));
}
