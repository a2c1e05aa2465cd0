using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>The body of a network: from the encoded input to the representation that the heads read.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MlpTrunk), "mlp")]
[JsonDerivedType(typeof(ResidualTrunk), "residual")]
[JsonDerivedType(typeof(DenselyConnectedTrunk), "denselyConnected")]
[JsonDerivedType(typeof(AttentionCombinedTrunk), "attentionCombined")]
[JsonDerivedType(typeof(GatedEnsembleTrunk), "gatedEnsemble")]
[JsonDerivedType(typeof(HierarchicalGatingTrunk), "hierarchicalGating")]
[JsonDerivedType(typeof(BatchEnsembleTrunk), "batchEnsemble")]
[JsonDerivedType(typeof(TransformerTrunk), "transformer")]
[JsonDerivedType(typeof(SequentialTrunk), "sequential")]
[JsonDerivedType(typeof(RepeatedTrunk), "repeated")]
[JsonDerivedType(typeof(SharedTrunk), "shared")]
public abstract record Trunk
{
    internal const int MaximumParts = 256;

    private protected Trunk()
    {
    }

    /// <summary>How the trunk's own linear layers start; null for the default of each.</summary>
    /// <value>The default is null.</value>
    public WeightInitialization? Initialization { get; init; }

    internal virtual void Validate() => Initialization?.Validate();

    private protected static void RequireWidths(IReadOnlyList<int> widths, int minimumCount)
    {
        Require.NotNull(widths, "Widths");
        Require.InRange(widths.Count, minimumCount, MlpTrunk.MaximumLayers, "Widths.Count");
        foreach (var width in widths)
        {
            Require.InRange(width, 1, MlpTrunk.MaximumWidth, "Widths");
        }
    }
}
