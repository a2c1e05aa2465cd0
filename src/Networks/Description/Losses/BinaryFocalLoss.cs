namespace NeuralTrainers;

/// <summary>
/// Cross-entropy that counts rows less the better they are predicted: -a (1 - p)^gamma log p, with p the probability of the true class
/// (Lin et al., "Focal Loss for Dense Object Detection", 2017, equation 5). The score is the logit; its logistic function is a
/// probability that focusing pulls towards one half.
/// </summary>
public sealed record BinaryFocalLoss : Loss
{
    /// <summary>How strongly well predicted rows are discounted. 0 or above; 0 is cross-entropy.</summary>
    /// <value>The default is 2.</value>
    public float Gamma { get; init; } = 2f;

    /// <summary>The weight a of positive rows, above 0 and below 1; negative rows have 1 - a. Null for weight 1 in both classes.</summary>
    /// <value>The default is null.</value>
    public float? Alpha { get; init; }

    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Binary;

    internal override void Validate()
    {
        Require.NotNegative(Gamma, nameof(Gamma));
        if (Alpha is { } alpha)
        {
            Require.Positive(alpha, nameof(Alpha));
            Require.Fraction(alpha, nameof(Alpha));
        }
    }
}
