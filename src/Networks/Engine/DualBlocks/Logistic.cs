namespace NeuralTrainers.Networks;

/// <summary>The logistic function and its logarithms, without overflow.</summary>
internal static class Logistic
{
    /// <summary>1 / (1 + exp(-x)).</summary>
    public static double Of(double x)
    {
        var tail = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
    }

    /// <summary>log s(x) and log(1 - s(x)).</summary>
    public static (double Log, double LogOfRest) Logarithms(double x)
    {
        var tail = Math.Log(1 + Math.Exp(-Math.Abs(x)));
        return (Math.Min(x, 0) - tail, -Math.Max(x, 0) - tail);
    }
}
