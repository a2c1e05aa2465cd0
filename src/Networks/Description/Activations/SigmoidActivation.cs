namespace NeuralTrainers;

/// <summary>f(x) = 1 / (1 + exp(-x)).</summary>
public sealed record SigmoidActivation : Activation;
