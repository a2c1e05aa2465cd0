namespace NeuralTrainers;

/// <summary>What neural-network classifiers can be told.</summary>
public abstract class NeuralClassificationOptions : NeuralTrainerOptions
{
    private protected NeuralClassificationOptions(Loss loss)
        : base(loss)
    {
    }

    /// <summary>
    /// Factors on the weights of the rows by their class: <see cref="ClassWeights.Balanced"/>, or one per class value. Null if all classes
    /// count as they occur.
    /// </summary>
    /// <value>The default is null.</value>
    public ClassWeights? ClassWeights { get; set; }

    internal override ClassWeights? Weights => ClassWeights;
}
