namespace NeuralTrainers.Networks;

/// <summary>A head's loss and its gradient, on raw outputs: standardised predictions or logits.</summary>
internal abstract class LossFunction
{
    public static LossFunction Of(HeadDescription head) => head.Loss switch
    {
        SquaredLoss => new SquaredLossFunction(head),
        AbsoluteLoss => new AbsoluteLossFunction(head),
        HuberLoss huber => new HuberLossFunction(head, huber.Delta),
        BinaryCrossEntropyLoss => new BinaryCrossEntropyLossFunction(),
        CategoricalCrossEntropyLoss categorical => new CategoricalCrossEntropyLossFunction(categorical.LabelSmoothing),
        _ => throw new ArgumentException($"The managed engine does not know the loss {head.Loss.GetType().Name}."),
    };

    /// <summary>The loss of one row.</summary>
    /// <param name="outputs">The head's outputs for the row.</param>
    /// <param name="target">The row's label as the user gave it: the number, 0 or 1, or the class index.</param>
    /// <param name="gradient">Receives the derivative by each output, or is empty.</param>
    public abstract double Row(ReadOnlySpan<float> outputs, float target, Span<float> gradient);
}
