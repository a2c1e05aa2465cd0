namespace NeuralTrainers;

/// <summary>
/// Layer normalization in groups of neighbouring units: each has its own mean and variance per row (Wu and He, "Group Normalization", 2018).
/// </summary>
public sealed record GroupNormalization : Normalization
{
    /// <summary>The number of groups; it divides the number of units. 1 or above.</summary>
    /// <value>The default is 8.</value>
    public int Groups { get; init; } = 8;

    /// <summary>Added to the variance. Above 0.</summary>
    /// <value>The default is 1e-5.</value>
    public float Epsilon { get; init; } = 1e-5f;

    internal override void Validate()
    {
        Require.InRange(Groups, 1, MlpTrunk.MaximumWidth, nameof(Groups));
        Require.Positive(Epsilon, nameof(Epsilon));
    }
}
