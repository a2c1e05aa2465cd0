namespace NeuralTrainers;

/// <summary>How a label is brought to unit size before the loss sees it, so that a network's small first outputs are a fair guess.</summary>
public enum TargetScaling
{
    /// <summary>The label is used as it is.</summary>
    None,

    /// <summary>
    /// (label - <see cref="HeadDescription.TargetMean"/>) / <see cref="HeadDescription.TargetScale"/>, meant for the mean and the standard
    /// deviation of the training labels.
    /// </summary>
    Standardize,

    /// <summary>
    /// label / <see cref="HeadDescription.TargetScale"/>, meant for the mean of the training labels: for labels that cannot be negative and
    /// whose zero has a meaning.
    /// </summary>
    DivideByMean,
}
