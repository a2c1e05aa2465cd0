using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="SiluActivation"/>.</summary>
internal readonly struct SiluFunction : IElementwiseFunction
{
    public Vector<float> Value(Vector<float> x) => x * Functions.Sigmoid(x);

    public Vector<float> Slope(Vector<float> x, Vector<float> y)
    {
        var sigmoid = Functions.Sigmoid(x);
        return sigmoid + (y * (Vector<float>.One - sigmoid));
    }
}
