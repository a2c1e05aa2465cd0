namespace NeuralTrainers;

/// <summary>
/// A mixture of experts: trunks of any kind read the input, and their outputs are added with weights that sum to 1 and that a gating network
/// gives each row (Jacobs et al., "Adaptive Mixtures of Local Experts", 1991).
/// </summary>
public sealed record GatedEnsembleTrunk : Trunk
{
    /// <summary>The experts, from 1 to 256, all with as many outputs.</summary>
    /// <value>The default is four MLPs of one layer of 128 units.</value>
    public IReadOnlyList<Trunk> Experts { get; init; } = [.. Enumerable.Repeat(new MlpTrunk { Widths = [128] }, 4)];

    /// <summary>The layers of the gating network before its last, linear one.</summary>
    /// <value>The default is none: the gate is linear.</value>
    public Trunk Gate { get; init; } = new MlpTrunk { Widths = [] };

    /// <summary>What the gating network reads.</summary>
    /// <value>The default is <see cref="GateInput.Input"/>.</value>
    public GateInput GateInput { get; init; } = GateInput.Input;

    internal override void Validate()
    {
        base.Validate();
        Require.NotNull(Experts, nameof(Experts));
        Require.NotNull(Gate, nameof(Gate));
        Require.InRange(Experts.Count, 1, MaximumParts, nameof(Experts) + ".Count");
        Gate.Validate();
        foreach (var expert in Experts)
        {
            Require.NotNull(expert, nameof(Experts));
            expert.Validate();
        }
    }
}
