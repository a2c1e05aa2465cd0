namespace NeuralTrainers;

/// <summary>
/// Drops units: each is 0 with probability p and scaled by 1 / (1 - p) otherwise (Srivastava et al., "Dropout: A Simple Way to Prevent Neural
/// Networks from Overfitting", 2014).
/// </summary>
public sealed record StandardDropout : Dropout
{
    /// <summary>The probability p of dropping a unit, in [0, 1).</summary>
    /// <value>The default is 0: no noise.</value>
    public float Rate { get; init; }

    internal override bool IsNone => Rate == 0;

    internal override void Validate() => Require.Fraction(Rate, $"{nameof(Dropout)}.{nameof(Rate)}");
}
