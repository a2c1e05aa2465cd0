using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>The body of a network: from the encoded input to the representation that the heads read.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MlpTrunk), "mlp")]
public abstract record Trunk
{
    private protected Trunk()
    {
    }

    /// <summary>How the trunk's linear layers start; null for the default of each.</summary>
    /// <value>The default is null.</value>
    public WeightInitialization? Initialization { get; init; }

    internal virtual void Validate() => Initialization?.Validate();
}
