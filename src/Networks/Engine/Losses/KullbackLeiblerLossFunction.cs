using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

internal sealed class KullbackLeiblerLossFunction : SoftmaxLossFunction
{
    protected override double Loss(ReadOnlySpan<float> outputs, double logSum, ReadOnlySpan<float> label)
    {
        double loss = 0;
        for (var k = 0; k < outputs.Length; k++)
        {
            double share = label[k];
            loss += share > 0 ? share * (Math.Log(share) - outputs[k] + logSum) : 0;
        }

        return loss;
    }

    protected override void ToGradient(ReadOnlySpan<float> outputs, double logSum, ReadOnlySpan<float> label, Span<float> probabilities)
    {
        // Shares that were rounded do not quite sum to 1.
        TensorPrimitives.Multiply(probabilities, TensorPrimitives.Sum(label), probabilities);
        TensorPrimitives.Subtract(probabilities, label, probabilities);
    }
}
