namespace NeuralTrainers;

/// <summary>f(x) = x.</summary>
public sealed record IdentityActivation : Activation;
