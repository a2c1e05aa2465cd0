using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="SoftplusActivation"/>.</summary>
internal readonly struct SoftplusFunction : IElementwiseFunction
{
    public Vector<float> Value(Vector<float> x) => Vector.Max(x, Vector<float>.Zero) + Functions.LogOnePlus(Vector.Exp(-Vector.Abs(x)));

    public Vector<float> Slope(Vector<float> x, Vector<float> y) => Functions.Sigmoid(x);
}
