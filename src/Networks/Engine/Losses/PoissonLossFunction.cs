namespace NeuralTrainers.Networks;

internal sealed class PoissonLossFunction(HeadDescription head) : LogMeanLossFunction(head)
{
    protected override (double Loss, double Slope) Value(double logMean, double label)
    {
        var mean = Math.Exp(logMean);
        return (mean - (label * logMean), mean - label);
    }
}
