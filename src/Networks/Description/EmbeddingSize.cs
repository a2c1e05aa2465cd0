namespace NeuralTrainers;

/// <summary>A rule that gives the length of a category's vector from the number of known values.</summary>
public sealed class EmbeddingSize
{
    /// <summary>The longest vector that <see cref="Fastai"/> gives.</summary>
    private const int FastaiMaximum = 600;

    private readonly string _name;
    private readonly Func<int, double> _rule;

    private EmbeddingSize(string name, Func<int, double> rule)
    {
        _name = name;
        _rule = rule;
    }

    /// <summary>min(600, round(1.6 n^0.56)) for n values: the rule of fastai's tabular models. The default of the trainers.</summary>
    public static EmbeddingSize Fastai { get; } = new(nameof(Fastai), n => Math.Min(Math.Round(1.6 * Math.Pow(n, 0.56)), FastaiMaximum));

    /// <summary>The fourth root of n, rounded up: small vectors, for many columns or few rows.</summary>
    public static EmbeddingSize FourthRoot { get; } = new(nameof(FourthRoot), n => Math.Ceiling(Math.Sqrt(Math.Sqrt(n))));

    /// <summary>The number of bits that number n values: 1 + the logarithm of n to base 2, rounded down.</summary>
    public static EmbeddingSize Logarithm { get; } = new(nameof(Logarithm), n => 1 + int.Log2(n));

    /// <summary>The same length for every column.</summary>
    /// <param name="dimension">The length, from 1 to 65,536.</param>
    public static EmbeddingSize Fixed(int dimension)
    {
        Require.InRange(dimension, 1, MlpTrunk.MaximumWidth, nameof(dimension));
        return new EmbeddingSize($"{nameof(Fixed)}({dimension})", _ => dimension);
    }

    /// <summary>The length of the vectors of a column.</summary>
    /// <param name="cardinality">The number of known values. None counts as one, for missing values have a vector too.</param>
    /// <returns>At least 1.</returns>
    public int Dimension(int cardinality) => Math.Max((int)_rule(Math.Max(cardinality, 1)), 1);

    /// <inheritdoc/>
    public override string ToString() => _name;
}
