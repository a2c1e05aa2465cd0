namespace NeuralTrainers.Networks;

internal sealed class AbsoluteLossFunction(HeadDescription head) : RegressionLossFunction(head)
{
    protected override double Value(float error) => Math.Abs((double)error);

    // NaN must stay NaN, so that divergence is seen.
    protected override float Slope(float error) => error > 0 ? 1 : error < 0 ? -1 : error;
}
