using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="ReluActivation"/>.</summary>
internal readonly struct ReluFunction : IElementwiseFunction
{
    public Vector<float> Value(Vector<float> x) => Vector.Max(x, Vector<float>.Zero);

    public Vector<float> Slope(Vector<float> x, Vector<float> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);
}
