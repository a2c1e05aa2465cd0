namespace NeuralTrainers;

/// <summary>
/// Periodic encoding, a linear layer per feature, and ReLU (Gorishniy et al., 2022, sections 3.3 and 3.4: "PLR"). With the learned
/// frequencies c1 ... ck of a feature, its encoding is [sin(2 pi c x), cos(2 pi c x)].
/// </summary>
/// <remarks>Frequencies depend on the feature's scale: standardise the features (<see cref="InputDescription.Standardize"/>) or scale them before.</remarks>
public sealed record PeriodicEncoding : NumericEncoding
{
    internal const int MaximumFrequencies = 4096;

    /// <summary>Makes the encoding with its defaults.</summary>
    public PeriodicEncoding()
        : base(24)
    {
    }

    /// <summary>The number of frequencies of a feature, from 1 to 4096.</summary>
    /// <value>The default is 48.</value>
    public int Frequencies { get; init; } = 48;

    /// <summary>
    /// The standard deviation of the normal distribution that the frequencies are drawn from. The encoding's most important option:
    /// larger values let the network follow finer details of a feature. Above 0.
    /// </summary>
    /// <value>The default is 0.1.</value>
    public float Sigma { get; init; } = 0.1f;

    /// <summary>Whether negative components of the vectors are replaced by zero.</summary>
    /// <value>The default is true.</value>
    public bool Relu { get; init; } = true;

    internal override void Validate()
    {
        base.Validate();
        Require.InRange(Frequencies, 1, MaximumFrequencies, nameof(Frequencies));
        Require.Positive(Sigma, nameof(Sigma));
    }

    internal override NumericEncoding? FittedAs(NumericEncoding? other) =>
        other is PeriodicEncoding fitted ? this with { Features = fitted.Features } : null;
}
