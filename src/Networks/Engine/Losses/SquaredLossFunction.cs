namespace NeuralTrainers.Networks;

internal sealed class SquaredLossFunction(HeadDescription head) : RegressionLossFunction(head)
{
    protected override double Value(float error) => (double)error * error;

    protected override float Slope(float error) => 2 * error;
}
