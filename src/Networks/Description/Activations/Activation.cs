using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>The nonlinearity after a layer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(IdentityActivation), "identity")]
[JsonDerivedType(typeof(ReluActivation), "relu")]
[JsonDerivedType(typeof(LeakyReluActivation), "leakyRelu")]
[JsonDerivedType(typeof(ParametricReluActivation), "parametricRelu")]
[JsonDerivedType(typeof(EluActivation), "elu")]
[JsonDerivedType(typeof(SeluActivation), "selu")]
[JsonDerivedType(typeof(GeluActivation), "gelu")]
[JsonDerivedType(typeof(SiluActivation), "silu")]
[JsonDerivedType(typeof(MishActivation), "mish")]
[JsonDerivedType(typeof(SoftplusActivation), "softplus")]
[JsonDerivedType(typeof(SigmoidActivation), "sigmoid")]
[JsonDerivedType(typeof(TanhActivation), "tanh")]
[JsonDerivedType(typeof(GaussianActivation), "gaussian")]
[JsonDerivedType(typeof(MaxoutActivation), "maxout")]
[JsonDerivedType(typeof(LinearSigmoidActivation), "linearSigmoid")]
public abstract record Activation
{
    private protected Activation()
    {
    }

    /// <summary>f(x) = x.</summary>
    public static Activation Identity { get; } = new IdentityActivation();

    /// <summary>f(x) = max(x, 0).</summary>
    public static Activation Relu { get; } = new ReluActivation();

    /// <summary>max(x, 0) + 0.01 min(x, 0).</summary>
    public static Activation LeakyRelu { get; } = new LeakyReluActivation();

    /// <summary>max(x, 0) + a min(x, 0), with a learned.</summary>
    public static Activation ParametricRelu { get; } = new ParametricReluActivation();

    /// <summary>x above 0, exp(x) - 1 below.</summary>
    public static Activation Elu { get; } = new EluActivation();

    /// <summary>The self-normalizing unit.</summary>
    public static Activation Selu { get; } = new SeluActivation();

    /// <summary>x times the normal distribution function of x.</summary>
    public static Activation Gelu { get; } = new GeluActivation();

    /// <summary>x times the logistic function of x; also called Swish.</summary>
    public static Activation Silu { get; } = new SiluActivation();

    /// <summary>x tanh(log(1 + exp(x))).</summary>
    public static Activation Mish { get; } = new MishActivation();

    /// <summary>log(1 + exp(x)).</summary>
    public static Activation Softplus { get; } = new SoftplusActivation();

    /// <summary>f(x) = 1 / (1 + exp(-x)).</summary>
    public static Activation Sigmoid { get; } = new SigmoidActivation();

    /// <summary>f(x) = tanh(x).</summary>
    public static Activation Tanh { get; } = new TanhActivation();

    /// <summary>exp(-x^2).</summary>
    public static Activation Gaussian { get; } = new GaussianActivation();

    /// <summary>The largest of two linear maps.</summary>
    public static Activation Maxout { get; } = new MaxoutActivation();

    /// <summary>x above 0, a learned logistic curve below.</summary>
    public static Activation LinearSigmoid { get; } = new LinearSigmoidActivation();

    /// <summary>How many inputs each output is made of.</summary>
    internal virtual int InputsPerOutput => 1;

    internal virtual void Validate()
    {
    }
}
