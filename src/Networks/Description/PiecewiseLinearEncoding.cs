namespace NeuralTrainers;

/// <summary>
/// Piecewise-linear encoding and a linear layer per feature (Gorishniy et al., 2022, sections 3.2 and 3.4). With the bin edges
/// b0 &lt; ... &lt; bT of a feature, component t of the encoding is (x - b(t-1)) / (b(t) - b(t-1)), cut off at 0 unless t = 1 and at 1 unless
/// t = T; the feature's vector is bias + the sum of component t times weight row t. It is a piecewise-linear curve through the vector
/// space, so that a network of few layers can bend where the data does.
/// </summary>
/// <remarks>
/// Training starts from straight curves: a feature's weight rows are all the same, a vector uniform in [-1, 1) divided by the number of its
/// bins. Rows drawn one by one, as in the paper, make a zigzag that training has to undo first; that costs accuracy on small data.
/// </remarks>
public sealed record PiecewiseLinearEncoding : NumericEncoding
{
    internal const int LargestMaximumBins = 4096;

    /// <summary>Makes the encoding with its defaults.</summary>
    public PiecewiseLinearEncoding()
        : base(16)
    {
    }

    /// <summary>The largest number of bins of a feature, from 1 to 4096. A feature with few distinct values has fewer.</summary>
    /// <value>The default is 48.</value>
    public int MaximumBins { get; init; } = 48;

    /// <summary>How the bin edges are found.</summary>
    /// <value>The default is <see cref="NeuralTrainers.Binning.DecisionTree"/>.</value>
    public Binning Binning { get; init; } = Binning.DecisionTree;

    /// <summary>Whether negative components of the vectors are replaced by zero.</summary>
    /// <value>The default is false.</value>
    public bool Relu { get; init; }

    /// <summary>The number of bins of each feature in <see cref="NumericEncoding.Features"/>. Training finds it; what is given is replaced.</summary>
    /// <value>Null before training.</value>
    public IReadOnlyList<int>? BinCounts { get; init; }

    internal override void Validate()
    {
        base.Validate();
        Require.InRange(MaximumBins, 1, LargestMaximumBins, nameof(MaximumBins));
        if (!Enum.IsDefined(Binning))
        {
            throw new ArgumentOutOfRangeException(nameof(Binning), Binning, $"{nameof(Binning)} is {Binning}: there is no such way to find bins.");
        }

        if (BinCounts is null)
        {
            return;
        }

        if (Features is null || BinCounts.Count != Features.Count)
        {
            throw new ArgumentException($"{nameof(BinCounts)} has {BinCounts.Count} entries for {Features?.Count ?? 0} encoded features: there is one for each.");
        }

        foreach (var count in BinCounts)
        {
            Require.InRange(count, 1, MaximumBins, nameof(BinCounts));
        }
    }

    internal override NumericEncoding? FittedAs(NumericEncoding? other) =>
        other is PiecewiseLinearEncoding fitted ? this with { Features = fitted.Features, BinCounts = fitted.BinCounts } : null;
}
