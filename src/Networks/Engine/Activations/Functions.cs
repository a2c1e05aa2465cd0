using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>Elementary functions on vectors, accurate to some units in the last place.</summary>
internal static class Functions
{
    /// <summary>1 / (1 + exp(-x)).</summary>
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Vector.Exp(-x));

    /// <summary>tanh(x).</summary>
    public static Vector<float> Tanh(Vector<float> x)
    {
        var magnitude = Vector.Abs(x);

        // Near 0 the quotient would lose digits. The polynomial's error is 7e-9 of tanh up to 0.65.
        var square = x * x;
        var near = Polynomial(square, [-0.3333326f, 0.13330831f, -0.05368802f, 0.02046942f, -0.005515165f]);
        near = Vector.FusedMultiplyAdd(near * square, x, x);
        var far = Vector<float>.One - (new Vector<float>(2) / (Vector.Exp(magnitude + magnitude) + Vector<float>.One));
        return Vector.ConditionalSelect(Vector.LessThan(magnitude, new Vector<float>(0.625f)), near, Vector.CopySign(far, x));
    }

    /// <summary>exp(x) - 1 for x up to 0.</summary>
    public static Vector<float> ExpMinusOne(Vector<float> x)
    {
        // Near 0 the difference would lose digits. The polynomial's error is 5e-9 of the value down to -0.6.
        var near = Polynomial(x, [0.49999967f, 0.16665904f, 0.041608533f, 0.008137043f, 0.0010798358f]);
        near = Vector.FusedMultiplyAdd(near * x, x, x);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<float>(-0.5f)), near, Vector.Exp(x) - Vector<float>.One);
    }

    /// <summary>log(1 + x) for x above 0.</summary>
    public static Vector<float> LogOnePlus(Vector<float> x)
    {
        // The rounding error of 1 + x is known, and divided out (Kahan).
        var sum = Vector<float>.One + x;
        var rounded = sum - Vector<float>.One;
        return Vector.ConditionalSelect(Vector.Equals(rounded, Vector<float>.Zero), x, Vector.Log(sum) * (x / rounded));
    }

    /// <summary>The normal distribution function of x and its density.</summary>
    public static (Vector<float> Distribution, Vector<float> Density) Normal(Vector<float> x)
    {
        var exp = Vector.Exp(x * x * new Vector<float>(-0.5f));

        // P(-z) exp(z^2 / 2) as a polynomial of 1 / (1 + 0.3 z), the form of Abramowitz and Stegun 26.2.17; fitted to a relative error of
        // 4e-9 for z from 0 to 14, beyond which the density is 0.
        var t = Vector<float>.One / Vector.FusedMultiplyAdd(Vector.Abs(x), new Vector<float>(0.3f), Vector<float>.One);
        var tail = exp * t * Polynomial(t,
        [
            0.119686634f, 0.11957284f, 0.11022733f, 0.078425545f, 0.096057934f, -0.07924755f, 0.19158196f, -0.22806772f, 0.11237587f, -0.020612847f,
        ]);
        var distribution = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), tail, Vector<float>.One - tail);
        return (distribution, exp * new Vector<float>(0.3989422804f));
    }

    // Coefficients from the lowest power on.
    private static Vector<float> Polynomial(Vector<float> x, ReadOnlySpan<float> coefficients)
    {
        var sum = new Vector<float>(coefficients[^1]);
        for (var i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = Vector.FusedMultiplyAdd(sum, x, new Vector<float>(coefficients[i]));
        }

        return sum;
    }
}
