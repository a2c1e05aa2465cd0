using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

internal sealed class CategoricalCrossEntropyLossFunction(float labelSmoothing) : LossFunction
{
    public override double Row(ReadOnlySpan<float> outputs, float target, Span<float> gradient)
    {
        var label = (int)target;
        var maximum = TensorPrimitives.Max(outputs);
        double sum = 0;
        double total = 0;
        foreach (var output in outputs)
        {
            sum += Math.Exp(output - (double)maximum);
            total += output;
        }

        var logSum = maximum + Math.Log(sum);
        var even = labelSmoothing / outputs.Length;
        if (!gradient.IsEmpty)
        {
            for (var k = 0; k < outputs.Length; k++)
            {
                var wanted = even + (k == label ? 1 - labelSmoothing : 0);
                gradient[k] = (float)(Math.Exp(outputs[k] - logSum) - wanted);
            }
        }

        return logSum - ((1 - labelSmoothing) * outputs[label]) - (even * total);
    }
}
