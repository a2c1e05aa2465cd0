namespace NeuralTrainers;

/// <summary>A class to predict. Writes <c>Name.PredictedLabel</c>, a key with the label's values, and <c>Name.Score</c>, a probability per class.</summary>
public sealed record MulticlassTask : NeuralTask
{
    /// <summary>Names the label.</summary>
    /// <param name="labelColumnName">The name of the label column: keys, missing ones where the label is missing.</param>
    public MulticlassTask(string labelColumnName)
        : base(labelColumnName, new CategoricalCrossEntropyLoss())
    {
    }

    /// <summary>
    /// Factors on the weights of the rows by their class, for this task alone: <see cref="ClassWeights.Balanced"/>, or one per class value. Null if
    /// all classes count as they occur.
    /// </summary>
    /// <value>The default is null.</value>
    public ClassWeights? ClassWeights { get; init; }

    internal override TargetKind Target => TargetKind.Multiclass;

    internal override ClassWeights? Weights => ClassWeights;
}
