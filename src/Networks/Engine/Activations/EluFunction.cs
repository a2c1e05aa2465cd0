using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="EluActivation"/> times a factor, which makes it that of <see cref="SeluActivation"/> too.</summary>
internal readonly struct EluFunction(float alpha, float scale = 1) : IElementwiseFunction
{
    public float Alpha => alpha;

    public float Scale => scale;

    /// <summary>SELU's constants (Klambauer et al., 2017, equation 14).</summary>
    public const float SeluAlpha = 1.6732632423543772f;
    public const float SeluScale = 1.0507009873554805f;

    public Vector<float> Value(Vector<float> x)
    {
        var below = Functions.ExpMinusOne(Vector.Min(x, Vector<float>.Zero)) * (alpha * scale);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x * scale, below);
    }

    public Vector<float> Slope(Vector<float> x, Vector<float> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), new Vector<float>(scale), y + new Vector<float>(alpha * scale));
}
