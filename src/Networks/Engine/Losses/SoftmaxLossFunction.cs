using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A loss of class probabilities: the softmax of the outputs.</summary>
internal abstract class SoftmaxLossFunction : LossFunction
{
    public sealed override double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient)
    {
        if (gradient.IsEmpty)
        {
            return Loss(outputs, RowSoftmax.LogSumExp(outputs), label);
        }

        var logSum = RowSoftmax.Probabilities(outputs, gradient);
        ToGradient(outputs, logSum, label, gradient);
        return Loss(outputs, logSum, label);
    }

    public sealed override unsafe void Score(ReadOnlySpan<float> outputs, int width, Span<float> scores)
    {
        fixed (float* logits = outputs, probabilities = scores)
        {
            Softmax.Rows(WorkerTeam.CallerOnly, logits, outputs.Length / width, width, probabilities);
        }
    }

    // The logarithms of the mean probabilities, whose softmax they are.
    public sealed override void Average(ReadOnlySpan<float> members, Span<float> average)
    {
        average.Clear();
        for (var i = 0; i < members.Length; i += average.Length)
        {
            var outputs = members.Slice(i, average.Length);
            var logSum = RowSoftmax.LogSumExp(outputs);
            for (var k = 0; k < average.Length; k++)
            {
                average[k] += (float)Math.Exp(outputs[k] - logSum);
            }
        }

        // A probability of 0 keeps a finite logarithm.
        for (var k = 0; k < average.Length; k++)
        {
            average[k] = (float)Math.Log(Math.Max(average[k] * (double)average.Length / members.Length, float.Epsilon));
        }
    }

    protected abstract double Loss(ReadOnlySpan<float> outputs, double logSum, ReadOnlySpan<float> label);

    /// <summary>Turns the probabilities into the gradient, in place.</summary>
    protected abstract void ToGradient(ReadOnlySpan<float> outputs, double logSum, ReadOnlySpan<float> label, Span<float> probabilities);
}
