using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

internal sealed class CategoricalFocalLossFunction(double gamma, IReadOnlyList<float> alpha) : SoftmaxLossFunction
{
    private readonly float[] _alpha = [.. alpha];

    protected override double Loss(ReadOnlySpan<float> outputs, double logSum, ReadOnlySpan<float> label)
    {
        var logProbability = outputs[(int)label[0]] - logSum;
        return -Weight(label) * Math.Pow(1 - Math.Exp(logProbability), gamma) * logProbability;
    }

    protected override void ToGradient(ReadOnlySpan<float> outputs, double logSum, ReadOnlySpan<float> label, Span<float> probabilities)
    {
        var logProbability = outputs[(int)label[0]] - logSum;
        var probability = Math.Exp(logProbability);
        var rest = 1 - probability;

        // log p / (1 - p) is -1 in the limit of p = 1.
        var ratio = rest > 0 ? logProbability / rest : -1;
        var slope = Weight(label) * Math.Pow(rest, gamma) * ((gamma * probability * ratio) - 1);
        TensorPrimitives.Multiply(probabilities, (float)-slope, probabilities);
        probabilities[(int)label[0]] = (float)(slope * rest);
    }

    private double Weight(ReadOnlySpan<float> label) => _alpha.Length == 0 ? 1 : _alpha[(int)label[0]];
}
