using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>A function of one number with one learned parameter.</summary>
internal interface ILearnedFunction : IElementwiseFunction
{
    /// <summary>The parameter's value in this pass.</summary>
    float Parameter { set; }

    /// <summary>The derivative of f(x) by the parameter, given x and y.</summary>
    Vector<float> ParameterSlope(Vector<float> x, Vector<float> y);
}
