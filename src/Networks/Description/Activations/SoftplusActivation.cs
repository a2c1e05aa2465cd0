namespace NeuralTrainers;

/// <summary>f(x) = log(1 + exp(x)) (Dugas et al., "Incorporating Second-Order Functional Knowledge for Better Option Pricing", 2001).</summary>
public sealed record SoftplusActivation : Activation;
