namespace NeuralTrainers.Networks;

internal sealed class GammaLossFunction(HeadDescription head) : LogMeanLossFunction(head)
{
    protected override (double Loss, double Slope) Value(double logMean, double label)
    {
        var ratio = label * Math.Exp(-logMean);
        return (ratio + logMean, 1 - ratio);
    }
}
