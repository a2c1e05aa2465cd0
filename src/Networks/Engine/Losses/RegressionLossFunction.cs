namespace NeuralTrainers.Networks;

/// <summary>A loss of the difference between the prediction and the standardised label.</summary>
internal abstract class RegressionLossFunction(HeadDescription head) : LossFunction
{
    private readonly float _mean = head.TargetMean;
    private readonly float _scale = head.TargetScale;

    public sealed override double Row(ReadOnlySpan<float> outputs, float target, Span<float> gradient)
    {
        var error = outputs[0] - ((target - _mean) / _scale);
        if (!gradient.IsEmpty)
        {
            gradient[0] = Slope(error);
        }

        return Value(error);
    }

    protected abstract double Value(float error);

    protected abstract float Slope(float error);
}
