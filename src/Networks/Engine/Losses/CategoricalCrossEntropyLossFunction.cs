using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

internal sealed class CategoricalCrossEntropyLossFunction(float labelSmoothing) : SoftmaxLossFunction
{
    protected override double Loss(ReadOnlySpan<float> outputs, double logSum, ReadOnlySpan<float> label)
    {
        var loss = logSum - ((1 - (double)labelSmoothing) * outputs[(int)label[0]]);
        return labelSmoothing > 0 ? loss - (labelSmoothing * (double)TensorPrimitives.Sum(outputs) / outputs.Length) : loss;
    }

    protected override void ToGradient(ReadOnlySpan<float> outputs, double logSum, ReadOnlySpan<float> label, Span<float> probabilities)
    {
        if (labelSmoothing > 0)
        {
            TensorPrimitives.Subtract(probabilities, labelSmoothing / outputs.Length, probabilities);
        }

        probabilities[(int)label[0]] -= 1 - labelSmoothing;
    }
}
