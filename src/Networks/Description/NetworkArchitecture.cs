namespace NeuralTrainers;

/// <summary>What the user decides about a network: everything that does not follow from the data.</summary>
public sealed record NetworkArchitecture
{
    /// <summary>The body of the network.</summary>
    /// <value>The default is <see cref="MlpTrunk"/> with its defaults.</value>
    public Trunk Trunk { get; init; } = new MlpTrunk();

    /// <summary>How dense numeric features become vectors.</summary>
    /// <value>The default is null: they enter as single numbers.</value>
    public NumericEncoding? NumericEncoding { get; init; }

    internal void Validate()
    {
        Require.NotNull(Trunk, nameof(Trunk));
        Trunk.Validate();
        NumericEncoding?.Validate();
    }
}
