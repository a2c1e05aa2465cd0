namespace NeuralTrainers.Networks;

/// <summary>A loss of the difference between the prediction and the standardised label.</summary>
internal abstract class RegressionLossFunction(HeadDescription head) : StandardizedLossFunction(head)
{
    public sealed override double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient)
    {
        var error = outputs[0] - Standardize(label[0]);
        if (!gradient.IsEmpty)
        {
            gradient[0] = Slope(error);
        }

        return Value(error);
    }

    protected abstract double Value(float error);

    protected abstract float Slope(float error);
}
