namespace NeuralTrainers;

/// <summary>
/// f(x) = max(x, 0) + a min(x, 0) with the slope a learned, one per layer (PReLU; He et al., "Delving Deep into Rectifiers", 2015, section 2.1).
/// </summary>
public sealed record ParametricReluActivation : Activation
{
    /// <summary>The slope that training starts from.</summary>
    /// <value>The default is 0.25.</value>
    public float InitialSlope { get; init; } = 0.25f;

    internal override void Validate() => Require.NotNegative(InitialSlope, nameof(InitialSlope));
}
