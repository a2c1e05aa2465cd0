using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>
/// How a dense numeric feature becomes a vector before the trunk reads it (Gorishniy et al., "On Embeddings for Numerical Features in
/// Tabular Deep Learning", 2022). Without one, features enter as single numbers.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PiecewiseLinearEncoding), "piecewiseLinear")]
[JsonDerivedType(typeof(PeriodicEncoding), "periodic")]
public abstract record NumericEncoding
{
    internal const int MaximumDimension = 4096;

    private protected NumericEncoding(int dimension) => Dimension = dimension;

    /// <summary>The length of a feature's vector, from 1 to 4096.</summary>
    /// <value>The default is 16 for a piecewise-linear encoding and 24 for a periodic one.</value>
    public int Dimension { get; init; }

    /// <summary>
    /// The numbers of the features to encode, ascending. All others enter as single numbers.
    /// </summary>
    /// <value>
    /// The default is null: training takes the features with more than two distinct values in the training rows (a flag has nothing to
    /// encode), and the trained network names them here.
    /// </value>
    public IReadOnlyList<int>? Features { get; init; }

    /// <summary>Checks the options.</summary>
    internal virtual void Validate()
    {
        Require.InRange(Dimension, 1, MaximumDimension, nameof(Dimension));
        for (var i = 0; i < (Features?.Count ?? 0); i++)
        {
            var least = i == 0 ? 0 : Features![i - 1] + 1;
            if (Features![i] < least)
            {
                throw new ArgumentException($"{nameof(Features)}[{i}] is {Features[i]}: feature numbers ascend from 0, each named once.");
            }
        }
    }

    /// <summary>Checks that the features exist.</summary>
    internal void Validate(int numericCount)
    {
        Validate();
        if (Features is [.., var last] && last >= numericCount)
        {
            throw new ArgumentException($"{nameof(Features)} names feature {last}; the network has {numericCount}, numbered from 0.");
        }
    }

    /// <summary>The same encoding with everything that training found out about the data for another one.</summary>
    /// <returns>The encoding, or null if the other one is of another kind.</returns>
    internal abstract NumericEncoding? FittedAs(NumericEncoding? other);
}
