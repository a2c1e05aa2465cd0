using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="GeluActivation"/>.</summary>
internal readonly struct GeluFunction : IElementwiseFunction
{
    public Vector<float> Value(Vector<float> x) => x * Functions.Normal(x).Distribution;

    public Vector<float> Slope(Vector<float> x, Vector<float> y)
    {
        var (distribution, density) = Functions.Normal(x);
        return Vector.FusedMultiplyAdd(x, density, distribution);
    }
}
