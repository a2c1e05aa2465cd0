using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Gradient descent with momentum and decoupled weight decay.</summary>
internal sealed class SgdWeightUpdate(Sgd optimizer, ParameterLayout layout, float weightDecay) : WeightUpdate
{
    private readonly ParameterSpan[] _spans = [.. Spans(layout)];
    private readonly AlignedBuffer _velocity = new(layout.TrainedLength);

    public override void Run(WorkerTeam team, AlignedBuffer values, AlignedBuffer gradients, float gradientScale, float learningRate)
    {
        var value = values.Span;
        var gradient = gradients.Span;
        var velocity = _velocity.Span;
        TensorPrimitives.Multiply(gradient, gradientScale, gradient);
        foreach (var span in _spans)
        {
            if (span.Decay)
            {
                var decayed = value.Slice(span.Offset, span.Length);
                TensorPrimitives.Multiply(decayed, 1 - (learningRate * weightDecay), decayed);
            }
        }

        // v = momentum v + g
        TensorPrimitives.MultiplyAdd(velocity, optimizer.Momentum, gradient, velocity);
        TensorPrimitives.MultiplyAdd(velocity, -learningRate * (optimizer.Nesterov ? optimizer.Momentum : 1), value, value);
        if (optimizer.Nesterov)
        {
            TensorPrimitives.MultiplyAdd(gradient, -learningRate, value, value);
        }
    }
}
