namespace NeuralTrainers;

/// <summary>f(x) = exp(-x^2).</summary>
public sealed record GaussianActivation : Activation;
