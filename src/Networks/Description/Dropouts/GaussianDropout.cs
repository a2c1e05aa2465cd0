namespace NeuralTrainers;

/// <summary>
/// Multiplies each unit by a normal number of mean 1 and variance p / (1 - p), the variance of standard dropout of rate p (Srivastava et al.,
/// 2014, section 10).
/// </summary>
public sealed record GaussianDropout : Dropout
{
    /// <summary>The rate p of the standard dropout that the noise is as strong as, in [0, 1).</summary>
    /// <value>The default is 0: no noise.</value>
    public float Rate { get; init; }

    internal override bool IsNone => Rate == 0;

    internal override void Validate() => Require.Fraction(Rate, $"{nameof(GaussianDropout)}.{nameof(Rate)}");
}
