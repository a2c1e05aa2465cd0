using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="SigmoidActivation"/>.</summary>
internal readonly struct SigmoidFunction : IElementwiseFunction
{
    public Vector<float> Value(Vector<float> x) => Functions.Sigmoid(x);

    public Vector<float> Slope(Vector<float> x, Vector<float> y) => y * (Vector<float>.One - y);
}
