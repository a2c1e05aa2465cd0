using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>How gradients become weight updates. The learning rate, its schedule and weight decay are options of the trainer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AdamW), "adamW")]
[JsonDerivedType(typeof(Sgd), "sgd")]
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    internal abstract void Validate();
}
