using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>A function of one number and its derivative, on vectors.</summary>
internal interface IElementwiseFunction
{
    /// <summary>y = f(x).</summary>
    Vector<float> Value(Vector<float> x);

    /// <summary>f'(x), given x and y.</summary>
    Vector<float> Slope(Vector<float> x, Vector<float> y);
}
