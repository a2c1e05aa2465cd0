namespace NeuralTrainers;

/// <summary>
/// y = w (x - mean) / sqrt(variance + epsilon) + b per row, with mean and variance over the units of the row and w and b learned per unit
/// (Ba, Kiros and Hinton, "Layer Normalization", 2016).
/// </summary>
public sealed record LayerNormalization : Normalization
{
    /// <summary>Added to the variance. Above 0.</summary>
    /// <value>The default is 1e-5.</value>
    public float Epsilon { get; init; } = 1e-5f;

    internal override void Validate() => Require.Positive(Epsilon, nameof(Epsilon));
}
