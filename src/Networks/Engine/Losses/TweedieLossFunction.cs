namespace NeuralTrainers.Networks;

internal sealed class TweedieLossFunction(HeadDescription head, double power) : LogMeanLossFunction(head)
{
    protected override (double Loss, double Slope) Value(double logMean, double label)
    {
        var high = Math.Exp((2 - power) * logMean);
        var low = label * Math.Exp((1 - power) * logMean);
        return ((high / (2 - power)) - (low / (1 - power)), high - low);
    }
}
