namespace NeuralTrainers;

/// <summary>f(x) = tanh(x).</summary>
public sealed record TanhActivation : Activation;
