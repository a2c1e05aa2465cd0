using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>
/// How gradients become weight updates, as PyTorch defines each of them. The learning rate, its schedule and weight decay are options of
/// the trainer. Weight decay is a term of the gradient (the penalty decay / 2 x squared norm), except with <see cref="AdamW"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AdamW), "adamW")]
[JsonDerivedType(typeof(Adam), "adam")]
[JsonDerivedType(typeof(AdaMax), "adaMax")]
[JsonDerivedType(typeof(AdaGrad), "adaGrad")]
[JsonDerivedType(typeof(AdaDelta), "adaDelta")]
[JsonDerivedType(typeof(RmsProp), "rmsProp")]
[JsonDerivedType(typeof(Sgd), "sgd")]
[JsonDerivedType(typeof(Lbfgs), "lbfgs")]
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>Whether a step reads all training rows, so that an epoch is one step.</summary>
    [JsonIgnore]
    public virtual bool IsFullBatch => false;

    internal abstract void Validate();
}
