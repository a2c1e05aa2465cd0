namespace NeuralTrainers;

/// <summary>
/// The divergence of the predicted class shares q, the softmax of the outputs, from the label's shares p: sum of p_k log(p_k / q_k)
/// (Kullback and Leibler, "On Information and Sufficiency", 1951). For soft labels: several raters' votes, or another model's
/// probabilities. A row has one label number per class. The scores are q.
/// </summary>
public sealed record KullbackLeiblerLoss : Loss
{
    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Distribution;
}
