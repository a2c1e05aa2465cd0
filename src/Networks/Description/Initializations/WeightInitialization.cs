using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>
/// How the weights of linear layers are drawn before training. Biases start at 0 where one is chosen. Where none is, the activation decides:
/// LeCun-normal before SELU, Xavier-uniform before tanh and sigmoid, and before all others PyTorch's default, weights and biases uniform in
/// +-1 / sqrt(inputs).
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
