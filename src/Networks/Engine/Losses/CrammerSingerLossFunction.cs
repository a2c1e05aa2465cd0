namespace NeuralTrainers.Networks;

internal sealed class CrammerSingerLossFunction : LossFunction
{
    public override double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient)
    {
        var truth = (int)label[0];
        var closest = -1;
        for (var k = 0; k < outputs.Length; k++)
        {
            if (k != truth && (closest < 0 || outputs[k] > outputs[closest]))
            {
                closest = k;
            }
        }

        gradient.Clear();
        var loss = closest < 0 ? 0 : Math.Max(0, 1 + (double)outputs[closest] - outputs[truth]);
        if (loss > 0 && !gradient.IsEmpty)
        {
            gradient[closest] = 1;
            gradient[truth] = -1;
        }

        return loss;
    }
}
