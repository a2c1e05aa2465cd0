using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>What training minimises: the mean over the rows of a per-row loss, weighted by the row weights.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SquaredLoss), "squared")]
[JsonDerivedType(typeof(AbsoluteLoss), "absolute")]
[JsonDerivedType(typeof(HuberLoss), "huber")]
[JsonDerivedType(typeof(BinaryCrossEntropyLoss), "binaryCrossEntropy")]
[JsonDerivedType(typeof(CategoricalCrossEntropyLoss), "categoricalCrossEntropy")]
public abstract record Loss
{
    private protected Loss()
    {
    }

    /// <summary>The kind of label that this loss is defined for.</summary>
    [JsonIgnore]
    public abstract TargetKind Target { get; }

    internal virtual void Validate()
    {
    }
}
