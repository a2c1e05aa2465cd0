namespace NeuralTrainers.Networks;

internal sealed class BinaryFocalLossFunction(double gamma, float? alpha) : SideLossFunction(alpha ?? 1, 1 - alpha ?? 1)
{
    protected override (double Loss, double Slope) Value(double logit)
    {
        var tail = Math.Exp(-Math.Abs(logit));
        var entropy = Math.Max(-logit, 0) + Math.Log(1 + tail);
        var (probability, rest) = logit >= 0 ? (1 / (1 + tail), tail / (1 + tail)) : (tail / (1 + tail), 1 / (1 + tail));
        var discount = Math.Pow(rest, gamma);
        return (discount * entropy, -discount * ((gamma * probability * entropy) + rest));
    }

    public override void Average(ReadOnlySpan<float> members, Span<float> average) => average[0] = MeanProbability.Logit(members);
}
