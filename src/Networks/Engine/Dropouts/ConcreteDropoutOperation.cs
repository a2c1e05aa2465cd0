using System.Numerics;
using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>Factors (1 - z) / (1 - p) with z a relaxed Bernoulli number of the learned rate p (Gal, Hron and Kendall, 2017).</summary>
internal sealed class ConcreteDropoutOperation(
    ConcreteDropout dropout, ParameterLayout layout, string name, uint purpose, Value input, Value output)
    : NoiseOperation(
        purpose,
        input,
        output,
        layout.Declare(
            $"{name}.rate_logit", [1], Initialization.Constant(MathF.Log(dropout.InitialRate / (1 - dropout.InitialRate))), decays: false))
{
    public ConcreteDropout Dropout => dropout;

    public override double Penalty
    {
        get
        {
            var p = Rate;
            return dropout.Penalty * Units * ((p * Math.Log(p)) + ((1 - p) * Math.Log(1 - p)));
        }
    }

    // The derivative of the negative entropy by p is the logit of p.
    protected override double PenaltySlope => dropout.Penalty * Units * Learned * Rate * (1 - Rate);

    // Kept off 0 and 1, where logarithms end.
    private double Rate => Math.Clamp(1 / (1 + Math.Exp(-Learned)), 1e-6, 1 - 1e-6);

    protected override void MakeFactors(Span<float> uniform)
    {
        var inverse = 1 / dropout.Temperature;
        var logit = new Vector<float>(Learned);
        var scale = (float)(1 / (1 - Rate));
        for (var i = 0; i < uniform.Length; i += Vector<float>.Count)
        {
            var part = uniform.Slice(i, Vector<float>.Count);

            // The uniform numbers are multiples of 2^-24; half of that keeps the logit finite.
            var u = new Vector<float>(part) + new Vector<float>(1f / (1 << 25));
            var exponent = (logit + Vector.Log(u) - Vector.Log(Vector<float>.One - u)) * inverse;
            (Functions.Sigmoid(-exponent) * scale).CopyTo(part);
        }
    }

    // By the chain rule z' = z (1 - z) / temperature and (1 / (1 - p))' = p / (1 - p), so the factor F has F (p - z / temperature).
    protected override void MakeSlopes(ReadOnlySpan<float> factors, Span<float> slopes)
    {
        var (rate, inverse) = ((float)Rate, 1 / dropout.Temperature);
        TensorPrimitives.Multiply(factors, (1 - rate) * inverse, slopes);
        TensorPrimitives.Add(slopes, rate - inverse, slopes);
        TensorPrimitives.Multiply(slopes, factors, slopes);
    }
}
