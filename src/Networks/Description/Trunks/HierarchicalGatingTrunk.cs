namespace NeuralTrainers;

/// <summary>
/// A soft binary tree: each inner node sends a row right with probability sigmoid(w x + b), and the outputs of the experts at the leaves are
/// added with the probabilities of reaching them (Jordan and Jacobs, "Hierarchical Mixtures of Experts", 1994).
/// </summary>
public sealed record HierarchicalGatingTrunk : Trunk
{
    /// <summary>The number of decisions to a leaf; there are 2^depth experts. 1 to 8.</summary>
    /// <value>The default is 2.</value>
    public int Depth { get; init; } = 2;

    /// <summary>The form of an expert; each has weights of its own.</summary>
    /// <value>The default is an MLP of one layer of 128 units.</value>
    public Trunk Expert { get; init; } = new MlpTrunk { Widths = [128] };

    internal override void Validate()
    {
        base.Validate();
        Require.NotNull(Expert, nameof(Expert));
        Require.InRange(Depth, 1, 8, nameof(Depth));
        Expert.Validate();
    }
}
