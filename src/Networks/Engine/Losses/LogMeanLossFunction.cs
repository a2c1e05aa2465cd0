using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>A loss whose output is the logarithm of the mean, in units of the head's scale.</summary>
internal abstract class LogMeanLossFunction(HeadDescription head) : LossFunction
{
    private readonly double _scale = head.TargetScale;

    public sealed override double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient)
    {
        var (loss, slope) = Value(outputs[0], label[0] / _scale);
        if (!gradient.IsEmpty)
        {
            gradient[0] = (float)slope;
        }

        return loss;
    }

    public sealed override void Score(ReadOnlySpan<float> outputs, int width, Span<float> scores)
    {
        TensorPrimitives.Exp(outputs, scores);
        TensorPrimitives.Multiply(scores, (float)_scale, scores);
    }

    public sealed override void Average(ReadOnlySpan<float> members, Span<float> average) =>
        average[0] = (float)(RowSoftmax.LogSumExp(members) - Math.Log(members.Length));

    /// <summary>The loss and its derivative by the output.</summary>
    protected abstract (double Loss, double Slope) Value(double logMean, double label);
}
