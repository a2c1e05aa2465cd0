using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="TanhActivation"/>.</summary>
internal readonly struct TanhFunction : IElementwiseFunction
{
    public Vector<float> Value(Vector<float> x) => Functions.Tanh(x);

    public Vector<float> Slope(Vector<float> x, Vector<float> y) => Vector<float>.One - (y * y);
}
