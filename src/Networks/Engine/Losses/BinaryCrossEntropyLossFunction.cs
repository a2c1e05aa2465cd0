namespace NeuralTrainers.Networks;

internal sealed class BinaryCrossEntropyLossFunction(float labelSmoothing) : LossFunction
{
    public override double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient)
    {
        double logit = outputs[0];
        var wanted = (label[0] * (1 - (double)labelSmoothing)) + (labelSmoothing / 2.0);
        var tail = Math.Exp(-Math.Abs(logit));
        if (!gradient.IsEmpty)
        {
            var probability = logit >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
            gradient[0] = (float)(probability - wanted);
        }

        // max(z, 0) - z y + log(1 + exp(-|z|)) never overflows.
        return Math.Max(logit, 0) - (logit * wanted) + Math.Log(1 + tail);
    }

    public override void Average(ReadOnlySpan<float> members, Span<float> average) => average[0] = MeanProbability.Logit(members);
}
