namespace NeuralTrainers;

/// <summary>One dimension of a space, from 0 to 1: a range, or a choice whose values are equal parts of it.</summary>
/// <param name="Choices">The number of values of a choice; 0 for a range.</param>
/// <param name="IsOrdered">Whether values that are next to each other are alike.</param>
internal sealed record SweptDimension(int Choices = 0, bool IsOrdered = true)
{
    // What the other values of an unordered choice have of a kernel (Aitchison and Aitken, "Multivariate binary discrimination by the kernel method", 1976).
    private const double ShareOfOthers = 0.2;

    /// <summary>The density where nothing is known; for a choice, the probability of each value.</summary>
    public double UniformDensity => Choices == 0 ? 1 : 1.0 / Choices;

    /// <summary>The middle of the <paramref name="choice"/>-th part.</summary>
    public double Middle(int choice) => (choice + 0.5) / Choices;

    /// <summary>The density of a kernel around a center; for a choice, the probability of a value.</summary>
    public double Density(double value, double center, double width)
    {
        if (Choices > 0)
        {
            return Probability(Choice(value), Choice(center), width);
        }

        // What a normal distribution has beyond a bound is reflected: there is as much on a bound as next to it.
        var sum = Bell((value - center) / width) + Bell((value + center) / width) + Bell((2 - value - center) / width);
        return sum / (width * Math.Sqrt(2 * Math.PI));
    }

    /// <summary>Draws where nothing is known.</summary>
    public double Draw(Random random) => Choices == 0 ? random.NextDouble() : Middle(random.Next(Choices));

    /// <summary>Draws from a kernel around a center.</summary>
    public double Draw(double center, double width, Random random)
    {
        if (Choices == 0)
        {
            var value = Math.Abs(center + (width * Normal(random))) % 2;
            return Math.Min(value, 2 - value);
        }

        var left = random.NextDouble();
        var choice = 0;
        while (choice < Choices - 1 && (left -= Probability(choice, Choice(center), width)) >= 0)
        {
            choice++;
        }

        return Middle(choice);
    }

    private static double Bell(double distance) => Math.Exp(-0.5 * distance * distance);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private double Probability(int choice, int center, double width)
    {
        if (!IsOrdered)
        {
            return choice == center ? 1 - ShareOfOthers : ShareOfOthers / (Choices - 1);
        }

        var sum = Enumerable.Range(0, Choices).Sum(other => Bell((double)(other - center) / Choices / width));
        return Bell((double)(choice - center) / Choices / width) / sum;
    }

    private int Choice(double value) => Math.Clamp((int)(value * Choices), 0, Choices - 1);
}
