namespace NeuralTrainers;

/// <summary>
/// TabM: an MLP that is an ensemble of k members in one. All share the matrices; each has vectors r and s of its own that scale a layer's
/// inputs and outputs, a bias of its own, and heads of its own. Training minimises the mean of the members' losses; scores are the means of
/// the members' predictions or probabilities (Gorishniy, Kotelnikov and Babenko, "TabM", 2024, arXiv 2410.24210; Wen, Tran and Ba,
/// "BatchEnsemble", 2020).
/// </summary>
/// <remarks>
/// r of the first layer starts random, one number per feature and member, so that members differ; all other r and s start at 1.
/// </remarks>
public sealed record BatchEnsembleTrunk : Trunk
{
    /// <summary>The number of members, from 1 to 256.</summary>
    /// <value>The default is 32.</value>
    public int Members { get; init; } = 32;

    /// <summary>The number of units of each hidden layer.</summary>
    /// <value>The default is three layers of 512 units.</value>
    public IReadOnlyList<int> Widths { get; init; } = [512, 512, 512];

    /// <summary>The nonlinearity after each layer.</summary>
    /// <value>The default is <see cref="Activation.Relu"/>.</value>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The dropout after each layer. A number is the rate of standard dropout.</summary>
    /// <value>The default is standard dropout of rate 0.1.</value>
    public Dropout Dropout { get; init; } = 0.1f;

    /// <summary>What r of the first layer starts from.</summary>
    /// <value>The default is <see cref="BatchEnsembleStart.RandomSigns"/>; where numbers are encoded the authors take normal numbers.</value>
    public BatchEnsembleStart Start { get; init; } = BatchEnsembleStart.RandomSigns;

    internal override void Validate()
    {
        base.Validate();
        RequireWidths(Widths, minimumCount: 1);
        Require.NotNull(Activation, nameof(Activation));
        Require.NotNull(Dropout, nameof(Dropout));
        Require.InRange(Members, 1, MaximumParts, nameof(Members));
        Activation.Validate();
        Dropout.Validate();
        if (Dropout is DropConnect)
        {
            throw new ArgumentException($"{nameof(Dropout)} cannot be {nameof(DropConnect)} in a {nameof(BatchEnsembleTrunk)}: its members share their weights.");
        }
    }
}
