namespace NeuralTrainers.Networks;

/// <summary>The distribution of a tensor's values before training.</summary>
/// <param name="Bound">Values are uniform in [-bound, bound), around <paramref name="Center"/>.</param>
/// <param name="Center">The middle of the distribution.</param>
/// <param name="Deviation">The deviation of a normal distribution that takes the place of the uniform one, or 0.</param>
internal readonly record struct Initialization(float Bound, float Center, float Deviation = 0)
{
    public static Initialization Zeros => new(0, 0);

    public static Initialization Ones => new(0, 1);

    /// <summary>
    /// Uniform in +-1 / sqrt(fan in), for a linear layer's weights and biases alike: PyTorch's default, which the published accuracies
    /// of tabular networks were had with.
    /// </summary>
    public static Initialization FanIn(int fanIn) => new((float)(1 / Math.Sqrt(Math.Max(fanIn, 1))), 0);

    public static Initialization Normal(float deviation) => new(0, 0, deviation);
}
