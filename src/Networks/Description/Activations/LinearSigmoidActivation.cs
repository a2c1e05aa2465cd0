namespace NeuralTrainers;

/// <summary>
/// f(x) = x for x > 0 and 1 / (1 + a exp(-x)) otherwise, with a learned, one per layer.
/// </summary>
/// <remarks>
/// The function jumps at 0, from 1 / (1 + a) on the left (and at 0 itself) to 0 on the right; gradients are those of the two sides.
/// What is stored and trained is log a, so that a stays above 0 and the lower side is the logistic function of x - log a.
/// </remarks>
public sealed record LinearSigmoidActivation : Activation
{
    /// <summary>The value of a that training starts from. Above 0.</summary>
    /// <value>The default is 1.</value>
    public float InitialScale { get; init; } = 1f;

    internal override void Validate() => Require.Positive(InitialScale, nameof(InitialScale));
}
