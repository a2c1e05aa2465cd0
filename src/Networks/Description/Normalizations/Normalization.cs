using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>What keeps the scale of a layer's outputs in bounds, between its linear map and its activation.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BatchNormalization), "batch")]
[JsonDerivedType(typeof(LayerNormalization), "layer")]
[JsonDerivedType(typeof(GroupNormalization), "group")]
[JsonDerivedType(typeof(WeightNormalization), "weight")]
public abstract record Normalization
{
    private protected Normalization()
    {
    }

    internal abstract void Validate();
}
