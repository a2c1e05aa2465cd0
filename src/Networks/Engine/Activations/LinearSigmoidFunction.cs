using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="LinearSigmoidActivation"/>; its parameter is log a.</summary>
internal struct LinearSigmoidFunction : ILearnedFunction
{
    public float Parameter { private get; set; }

    public readonly Vector<float> Value(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, Functions.Sigmoid(x - new Vector<float>(Parameter)));

    public readonly Vector<float> Slope(Vector<float> x, Vector<float> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One, y * (Vector<float>.One - y));

    public readonly Vector<float> ParameterSlope(Vector<float> x, Vector<float> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.Zero, y * (y - Vector<float>.One));
}
