namespace NeuralTrainers;

/// <summary>How a feature's range is divided into bins. Both look at the training rows alone, at most 100,000 of them, drawn evenly.</summary>
public enum Binning
{
    /// <summary>
    /// Bins with equally many rows, or one between each two neighbouring values if there are no more values than that takes.
    /// </summary>
    Quantile,

    /// <summary>
    /// The leaves of a small decision tree that predicts the labels from the feature alone: bins are narrow where the label changes.
    /// A leaf has at least 64 rows, and a split that lowers the squared error (for classes: the Gini impurity) by less than 1e-4 of the
    /// whole is not made.
    /// </summary>
    DecisionTree,
}
