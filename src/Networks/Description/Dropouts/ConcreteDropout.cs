namespace NeuralTrainers;

/// <summary>
/// Standard dropout whose rate p is learned, one per layer, through a continuous relaxation of the mask: a unit is multiplied by
/// (1 - z) / (1 - p) with z = sigmoid((log p - log(1 - p) + log u - log(1 - u)) / temperature) and u uniform (Gal, Hron and Kendall,
/// "Concrete Dropout", 2017, equation 5).
/// </summary>
/// <remarks>
/// What is stored and trained is the logit of p. Without a penalty the data would draw p to 0: the negative entropy of p, times
/// <see cref="Penalty"/> and the number of units, draws it to 0.5 (equation 3). The penalty on the weights is what weight decay is for.
/// </remarks>
public sealed record ConcreteDropout : Dropout
{
    /// <summary>The rate that training starts from. In [0.0001, 0.9999].</summary>
    /// <value>The default is 0.1.</value>
    public float InitialRate { get; init; } = 0.1f;

    /// <summary>How far the mask may be from 0 and 1. Above 0.</summary>
    /// <value>The default is 0.1, as in the paper.</value>
    public float Temperature { get; init; } = 0.1f;

    /// <summary>The weight of the negative entropy of a unit's rate. 0 or above; 1 / (number of training rows) is the variational bound.</summary>
    /// <value>The default is 1e-4.</value>
    public float Penalty { get; init; } = 1e-4f;

    internal override bool IsNone => false;

    internal override void Validate()
    {
        Require.InRange(InitialRate, 1e-4f, 0.9999f, nameof(InitialRate));
        Require.Positive(Temperature, nameof(Temperature));
        Require.NotNegative(Penalty, nameof(Penalty));
    }
}
