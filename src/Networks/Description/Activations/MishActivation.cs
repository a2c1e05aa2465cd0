namespace NeuralTrainers;

/// <summary>
/// f(x) = x tanh(log(1 + exp(x))) (Misra, "Mish: A Self Regularized Non-Monotonic Activation Function", 2019).
/// </summary>
public sealed record MishActivation : Activation;
