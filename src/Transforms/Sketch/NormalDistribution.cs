namespace NeuralTrainers;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private const double TailLimit = 0.02425;

    private static readonly double[] Centre = [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239];
    private static readonly double[] CentreBelow = [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];
    private static readonly double[] Tail = [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
    private static readonly double[] TailBelow = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416, 1];

    /// <summary>
    /// The number that a share of <paramref name="p"/> of all numbers is below: P. J. Acklam's rational approximation, relative error 1.2e-9.
    /// </summary>
    /// <param name="p">Above 0, at most 1.</param>
    public static double Quantile(double p)
    {
        if (p > 0.5)
        {
            return -Quantile(Math.Max(1 - p, double.Epsilon));
        }

        if (p < TailLimit)
        {
            var q = Math.Sqrt(-2 * Math.Log(p));
            return Polynomial(Tail, q) / Polynomial(TailBelow, q);
        }

        var x = p - 0.5;
        return x * Polynomial(Centre, x * x) / Polynomial(CentreBelow, x * x);
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }
}
