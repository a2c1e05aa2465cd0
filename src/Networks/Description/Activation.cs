using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>The elementwise nonlinearity after a layer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(IdentityActivation), "identity")]
[JsonDerivedType(typeof(ReluActivation), "relu")]
[JsonDerivedType(typeof(SigmoidActivation), "sigmoid")]
[JsonDerivedType(typeof(TanhActivation), "tanh")]
public abstract record Activation
{
    private protected Activation()
    {
    }

    /// <summary>f(x) = x.</summary>
    public static Activation Identity { get; } = new IdentityActivation();

    /// <summary>f(x) = max(x, 0).</summary>
    public static Activation Relu { get; } = new ReluActivation();

    /// <summary>f(x) = 1 / (1 + exp(-x)).</summary>
    public static Activation Sigmoid { get; } = new SigmoidActivation();

    /// <summary>f(x) = tanh(x).</summary>
    public static Activation Tanh { get; } = new TanhActivation();
}
