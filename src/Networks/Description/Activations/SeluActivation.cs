namespace NeuralTrainers;

/// <summary>
/// f(x) = lambda x above 0, lambda alpha (exp(x) - 1) below, with lambda = 1.0507 and alpha = 1.6733, which draw activations to mean 0 and
/// variance 1 (Klambauer et al., "Self-Normalizing Neural Networks", 2017). Goes with LeCun-normal weights, which are the default after it,
/// and with <see cref="AlphaDropout"/>.
/// </summary>
public sealed record SeluActivation : Activation;
