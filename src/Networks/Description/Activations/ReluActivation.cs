namespace NeuralTrainers;

/// <summary>f(x) = max(x, 0).</summary>
public sealed record ReluActivation : Activation;
