namespace NeuralTrainers;

/// <summary>
/// Drops weights instead of units: each weight of the linear layer is 0 with probability p and scaled by 1 / (1 - p) otherwise (Wan et al.,
/// "Regularization of Neural Networks using DropConnect", 2013). One mask serves all rows of a batch. The weights of sparse features are left
/// as they are.
/// </summary>
public sealed record DropConnect : Dropout
{
    /// <summary>The probability p of dropping a weight, in [0, 1).</summary>
    /// <value>The default is 0: no noise.</value>
    public float Rate { get; init; }

    internal override bool IsNone => Rate == 0;

    internal override void Validate() => Require.Fraction(Rate, $"{nameof(DropConnect)}.{nameof(Rate)}");
}
