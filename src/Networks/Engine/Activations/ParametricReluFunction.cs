using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="ParametricReluActivation"/>.</summary>
internal struct ParametricReluFunction : ILearnedFunction
{
    public float Parameter { private get; set; }

    public readonly Vector<float> Value(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, x * Parameter);

    public readonly Vector<float> Slope(Vector<float> x, Vector<float> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One, new Vector<float>(Parameter));

    public readonly Vector<float> ParameterSlope(Vector<float> x, Vector<float> y) => Vector.Min(x, Vector<float>.Zero);
}
