namespace NeuralTrainers.Networks;

internal sealed class HuberLossFunction(HeadDescription head, float delta) : RegressionLossFunction(head)
{
    protected override double Value(float error)
    {
        var size = Math.Abs((double)error);
        return size <= delta ? size * size / 2 : delta * (size - (delta / 2.0));
    }

    protected override float Slope(float error) => Math.Clamp(error, -delta, delta);
}
