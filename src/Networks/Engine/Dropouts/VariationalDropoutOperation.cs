using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>Normal factors of mean 1 and variance alpha = sigmoid(learned) (Kingma, Salimans and Welling, 2015).</summary>
internal sealed class VariationalDropoutOperation(
    VariationalDropout dropout, ParameterLayout layout, string name, uint purpose, Value input, Value output)
    : NoiseOperation(purpose, input, output, layout.Declare($"{name}.alpha_logit", [1], Initialization.Constant(InitialLogit(dropout)), decays: false))
{
    public VariationalDropout Dropout => dropout;

    // The polynomial of the paper's equation 14, which is good for alpha up to 1.
    public const double C1 = 1.16145124;
    public const double C2 = -1.50204118;
    public const double C3 = 0.58629921;

    public override double Penalty
    {
        get
        {
            var a = Alpha;
            return -dropout.Penalty * Units * ((0.5 * Math.Log(a)) + (a * (C1 + (a * (C2 + (a * C3))))));
        }
    }

    protected override double PenaltySlope
    {
        get
        {
            var a = Alpha;
            return -dropout.Penalty * Units * (0.5 + (a * (C1 + (a * ((2 * C2) + (a * 3 * C3)))))) * (1 - a);
        }
    }

    private double Alpha => 1 / (1 + Math.Exp(-Learned));

    protected override void MakeFactors(Span<float> uniform) => GaussianNoise.FromUniform(uniform, 1, (float)Math.Sqrt(Alpha));

    // The factor is 1 + sqrt(alpha) noise, and the derivative of alpha by its logit alpha (1 - alpha).
    protected override void MakeSlopes(ReadOnlySpan<float> factors, Span<float> slopes)
    {
        TensorPrimitives.Subtract(factors, 1f, slopes);
        TensorPrimitives.Multiply(slopes, (float)((1 - Alpha) / 2), slopes);
    }

    // alpha = p / (1 - p), so its logit is log(p / (1 - 2 p)).
    private static float InitialLogit(VariationalDropout dropout) =>
        (float)Math.Min(Math.Log(dropout.InitialRate / Math.Max(1 - (2d * dropout.InitialRate), 1e-4)), 9);
}
