namespace NeuralTrainers;

/// <summary>
/// Sets units to the lower limit of SELU with probability p, then shifts and scales all so that mean 0 and variance 1 stay what they are
/// (Klambauer et al., "Self-Normalizing Neural Networks", 2017, section 3). Goes with <see cref="SeluActivation"/>.
/// </summary>
public sealed record AlphaDropout : Dropout
{
    /// <summary>The probability p of dropping a unit, in [0, 1).</summary>
    /// <value>The default is 0: no noise.</value>
    public float Rate { get; init; }

    internal override bool IsNone => Rate == 0;

    internal override void Validate() => Require.Fraction(Rate, $"{nameof(AlphaDropout)}.{nameof(Rate)}");
}
