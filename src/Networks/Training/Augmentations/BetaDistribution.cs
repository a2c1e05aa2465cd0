namespace NeuralTrainers.Networks;

/// <summary>Draws from Beta(a, a).</summary>
internal static class BetaDistribution
{
    /// <summary>A number in [0, 1]: x / (x + y) of two gamma-distributed ones.</summary>
    public static float Next(RandomStream random, double shape)
    {
        // In logarithms, because for a small shape both numbers may be too small for any number format.
        var x = NextLogGamma(random, shape);
        var y = NextLogGamma(random, shape);
        return (float)(1 / (1 + Math.Exp(y - x)));
    }

    // Marsaglia and Tsang, "A simple method for generating gamma variables", 2000; for shapes below 1 by its section 6.
    private static double NextLogGamma(RandomStream random, double shape)
    {
        if (shape < 1)
        {
            return NextLogGamma(random, shape + 1) + (Math.Log(1 - random.NextFloat()) / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextGaussian();
            var v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            if (Math.Log(1 - random.NextFloat()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return Math.Log(d * v);
            }
        }
    }
}
