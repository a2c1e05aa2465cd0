namespace NeuralTrainers;

/// <summary>
/// f(x) = x above 0, alpha (exp(x) - 1) below (Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential
/// Linear Units", 2016).
/// </summary>
public sealed record EluActivation : Activation
{
    /// <summary>The limit for large negative x is minus this. Above 0.</summary>
    /// <value>The default is 1.</value>
    public float Alpha { get; init; } = 1f;

    internal override void Validate() => Require.Positive(Alpha, nameof(Alpha));
}
