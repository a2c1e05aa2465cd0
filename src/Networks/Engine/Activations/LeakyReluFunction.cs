using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="LeakyReluActivation"/>.</summary>
internal readonly struct LeakyReluFunction(float slope) : IElementwiseFunction
{
    public float NegativeSlope => slope;

    public Vector<float> Value(Vector<float> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, x * slope);

    public Vector<float> Slope(Vector<float> x, Vector<float> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One, new Vector<float>(slope));
}
