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

    internal abstract void Validate();
}
