namespace NeuralTrainers.Networks;

/// <summary>
/// A binary loss that is defined by what it does on one side: its value at z for label 1 is that at -z for label 0. A label between 0 and 1
/// counts as a share of each.
/// </summary>
internal abstract class SideLossFunction(float positiveWeight, float negativeWeight) : LossFunction
{
    public sealed override double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient)
    {
        double logit = outputs[0];
        var positive = label[0] > 0 ? Value(logit) : default;
        var negative = label[0] < 1 ? Value(-logit) : default;
        var positiveShare = (double)positiveWeight * label[0];
        var negativeShare = (double)negativeWeight * (1 - label[0]);
        if (!gradient.IsEmpty)
        {
            gradient[0] = (float)((positiveShare * positive.Slope) - (negativeShare * negative.Slope));
        }

        return (positiveShare * positive.Loss) + (negativeShare * negative.Loss);
    }

    /// <summary>The loss of a positive row and its derivative by the output.</summary>
    protected abstract (double Loss, double Slope) Value(double logit);
}
