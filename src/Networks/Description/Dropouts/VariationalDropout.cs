namespace NeuralTrainers;

/// <summary>
/// Multiplies each unit by a normal number of mean 1 and variance alpha, with alpha learned, one per layer, from the data and a penalty that
/// draws it up to 1 (Kingma, Salimans and Welling, "Variational Dropout and the Local Reparameterization Trick", 2015, type A, equation 14).
/// </summary>
/// <remarks>What is stored and trained is the logit of alpha, so that alpha stays between 0 and 1, where the penalty is known.</remarks>
public sealed record VariationalDropout : Dropout
{
    /// <summary>The rate p of the standard dropout that the noise starts as strong as: alpha = p / (1 - p). Above 0, at most 0.5.</summary>
    /// <value>The default is 0.1.</value>
    public float InitialRate { get; init; } = 0.1f;

    /// <summary>
    /// The weight of each unit's penalty; 1 / (number of training rows) makes it the variational bound. 0 or above; at 0 the noise dies out.
    /// </summary>
    /// <value>The default is 1e-4.</value>
    public float Penalty { get; init; } = 1e-4f;

    internal override bool IsNone => false;

    internal override void Validate()
    {
        Require.InRange(InitialRate, 1e-4f, 0.5f, nameof(InitialRate));
        Require.NotNegative(Penalty, nameof(Penalty));
    }
}
