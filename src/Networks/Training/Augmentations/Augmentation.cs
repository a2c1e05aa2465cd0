namespace NeuralTrainers;

/// <summary>
/// Random changes of the training rows, drawn anew in every step. Validation and scoring see the rows as they are. They act in this order,
/// on features before their encoding.
/// </summary>
public sealed record Augmentation
{
    /// <summary>
    /// Swap noise (Jahrer, Porto Seguro's Safe Driver Prediction, 2017): the probability with which a feature's or category's value is
    /// replaced by that of a random row of the batch, in [0, 1). Not for sparse features.
    /// </summary>
    /// <value>The default is 0.</value>
    public float SwapNoise { get; init; }

    /// <summary>
    /// Gaussian noise: the standard deviation of what is added to a numeric feature, in deviations of that feature over the training rows.
    /// 0 or above. Not for sparse features.
    /// </summary>
    /// <value>The default is 0.</value>
    public float NumericNoise { get; init; }

    /// <summary>
    /// Mixup (Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2018): each row is mixed with another one of the batch, with a share
    /// q from Beta(a, a) where a is this number; 0.2 is usual, 0 means none. Numeric features are q x + (1 - q) x', each category is that of
    /// the first row with probability q, and for every loss the row's loss is q L(y) + (1 - q) L(y'), each part with its row's weight. Not for dual blocks. For
    /// losses that are linear in the label, as cross-entropy is, that is the loss of the mixed label.
    /// </summary>
    /// <value>The default is 0.</value>
    public float Mixup { get; init; }

    internal bool IsNone => SwapNoise == 0 && NumericNoise == 0 && Mixup == 0;

    internal void Validate()
    {
        Require.Fraction(SwapNoise, nameof(SwapNoise));
        Require.NotNegative(NumericNoise, nameof(NumericNoise));
        Require.NotNegative(Mixup, nameof(Mixup));
    }

    internal void Check(NetworkDescription description)
    {
        if (Mixup > 0 && description.Heads.FirstOrDefault(head => head.DualBlock is not null) is { } dual)
        {
            throw new ArgumentException(
                $"{nameof(Augmentation)}.{nameof(Mixup)} does not go with the dual block of head '{dual.Name}', whose previous values cannot be mixed: set it to 0.");
        }

        if (description.Input.IsSparse && (SwapNoise > 0 || NumericNoise > 0))
        {
            var name = SwapNoise > 0 ? nameof(SwapNoise) : nameof(NumericNoise);
            throw new ArgumentException($"{nameof(Augmentation)}.{name} does not go with sparse features: set it to 0 or make the features dense.");
        }
    }
}
