namespace NeuralTrainers;

/// <summary>Whether something is so. Writes <c>Name.PredictedLabel</c>, <c>Name.Score</c>, and, but for a <see cref="BinaryHingeLoss"/>, <c>Name.Probability</c>.</summary>
public sealed record BinaryTask : NeuralTask
{
    /// <summary>Names the label.</summary>
    /// <param name="labelColumnName">The name of the label column: Booleans, or Singles of 0 and 1, NaN where the label is missing.</param>
    public BinaryTask(string labelColumnName)
        : base(labelColumnName, new BinaryCrossEntropyLoss())
    {
    }

    /// <summary>
    /// Factors on the weights of the rows by their class, for this task alone: <see cref="ClassWeights.Balanced"/>, or one per class value. Null if
    /// all classes count as they occur.
    /// </summary>
    /// <value>The default is null.</value>
    public ClassWeights? ClassWeights { get; init; }

    internal override TargetKind Target => TargetKind.Binary;

    internal override ClassWeights? Weights => ClassWeights;
}
