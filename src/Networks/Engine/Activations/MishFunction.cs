using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>The function of <see cref="MishActivation"/>.</summary>
internal readonly struct MishFunction : IElementwiseFunction
{
    public Vector<float> Value(Vector<float> x) => x * Gate(Exp(x));

    public Vector<float> Slope(Vector<float> x, Vector<float> y)
    {
        var exp = Exp(x);
        var gate = Gate(exp);
        var sigmoid = exp / (Vector<float>.One + exp);
        return gate + (x * sigmoid * (Vector<float>.One - (gate * gate)));
    }

    // Beyond 20 the gate is 1 to the last digit, and the square of a larger exponential might overflow.
    private static Vector<float> Exp(Vector<float> x) => Vector.Exp(Vector.Min(x, new Vector<float>(20)));

    // tanh(log(1 + e)) = ((1 + e)^2 - 1) / ((1 + e)^2 + 1).
    private static Vector<float> Gate(Vector<float> exp)
    {
        var product = exp * (exp + new Vector<float>(2));
        return product / (product + new Vector<float>(2));
    }
}
