using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="GaussianActivation"/>.</summary>
internal readonly struct GaussianFunction : IElementwiseFunction
{
    public Vector<float> Value(Vector<float> x) => Vector.Exp(-(x * x));

    public Vector<float> Slope(Vector<float> x, Vector<float> y) => x * y * -2f;
}
