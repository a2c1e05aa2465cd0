namespace NeuralTrainers;

/// <summary>
/// f(x) = x P(x) with P the normal distribution function, in its exact form and not the approximation by tanh (Hendrycks and Gimpel,
/// "Gaussian Error Linear Units", 2016).
/// </summary>
public sealed record GeluActivation : Activation;
