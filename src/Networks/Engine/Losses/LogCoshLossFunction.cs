namespace NeuralTrainers.Networks;

internal sealed class LogCoshLossFunction(HeadDescription head) : RegressionLossFunction(head)
{
    protected override double Value(float error)
    {
        // cosh itself overflows where its logarithm is small.
        var size = Math.Abs((double)error);
        return size + Math.Log((1 + Math.Exp(-2 * size)) / 2);
    }

    protected override float Slope(float error) => MathF.Tanh(error);
}
