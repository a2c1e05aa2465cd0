namespace NeuralTrainers.Networks;

internal sealed class WestonWatkinsLossFunction : LossFunction
{
    public override double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient)
    {
        var truth = (int)label[0];
        double loss = 0;
        var violations = 0;
        for (var k = 0; k < outputs.Length; k++)
        {
            var excess = k == truth ? 0 : Math.Max(0, 1 + (double)outputs[k] - outputs[truth]);
            loss += excess;
            violations += excess > 0 ? 1 : 0;
            if (!gradient.IsEmpty)
            {
                gradient[k] = excess > 0 ? 1 : 0;
            }
        }

        if (!gradient.IsEmpty)
        {
            gradient[truth] = -violations;
        }

        return loss;
    }
}
