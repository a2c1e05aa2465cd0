namespace NeuralTrainers;

/// <summary>
/// f(x) = x / (1 + exp(-x)), also called Swish (Hendrycks and Gimpel, 2016; Ramachandran, Zoph and Le, "Searching for Activation Functions",
/// 2017).
/// </summary>
public sealed record SiluActivation : Activation;
