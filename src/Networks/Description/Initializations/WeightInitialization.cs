using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>
/// How the weights of linear layers are drawn before training. Biases start at 0 where one is chosen. Where none is, weights and biases are
/// uniform in +-1 / sqrt(inputs), PyTorch's default; before SELU they are LeCun-normal.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UniformInitialization), "uniform")]
[JsonDerivedType(typeof(NormalInitialization), "normal")]
[JsonDerivedType(typeof(XavierInitialization), "xavier")]
[JsonDerivedType(typeof(KaimingInitialization), "kaiming")]
[JsonDerivedType(typeof(LeCunInitialization), "leCun")]
[JsonDerivedType(typeof(OrthogonalInitialization), "orthogonal")]
public abstract record WeightInitialization
{
    private protected WeightInitialization()
    {
    }

    internal virtual void Validate()
    {
    }
}
