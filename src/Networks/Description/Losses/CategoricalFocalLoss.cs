namespace NeuralTrainers;

/// <summary>
/// Categorical cross-entropy that counts rows less the better they are predicted: -a_y (1 - p_y)^gamma log p_y, with p the softmax of the
/// outputs and y the true class (Lin et al., "Focal Loss for Dense Object Detection", 2017, equation 5, for several classes).
/// The scores are p.
/// </summary>
public sealed record CategoricalFocalLoss : Loss
{
    /// <summary>How strongly well predicted rows are discounted. 0 or above; 0 is cross-entropy.</summary>
    /// <value>The default is 2.</value>
    public float Gamma { get; init; } = 2f;

    /// <summary>The weight of each class, above 0; empty for weight 1 in every class.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<float> Alpha { get; init; } = [];

    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Multiclass;

    /// <inheritdoc/>
    public override int OutputsFor(int classCount) => Alpha.Count > 0 ? Alpha.Count : classCount;

    internal override void Validate()
    {
        Require.NotNegative(Gamma, nameof(Gamma));
        Require.NotNull(Alpha, nameof(Alpha));
        foreach (var weight in Alpha)
        {
            Require.Positive(weight, nameof(Alpha));
        }
    }
}
