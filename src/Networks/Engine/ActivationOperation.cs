using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>An elementwise nonlinearity.</summary>
internal sealed unsafe class ActivationOperation(Activation activation, Value input, Value output) : Operation
{
    private const int ChunkLength = 8192;

    public override void Bind(Binding binding)
    {
    }

    public override void Forward(in Pass pass)
    {
        var work = new ForwardWork { Operation = this, Length = output.Rows(pass) * output.Width };
        pass.Team.Run((work.Length + ChunkLength - 1) / ChunkLength, ref work);
    }

    public override void Backward(in Pass pass)
    {
        if (!input.NeedsGradient)
        {
            return;
        }

        var work = new BackwardWork { Operation = this, Length = output.Rows(pass) * output.Width, Accumulate = input.GradientStarted };
        pass.Team.Run((work.Length + ChunkLength - 1) / ChunkLength, ref work);
        input.GradientStarted = true;
    }

    private void ForwardChunk(int start, int length)
    {
        var x = new ReadOnlySpan<float>(input.Data + start, length);
        var y = new Span<float>(output.Data + start, length);
        switch (activation)
        {
            case IdentityActivation:
                x.CopyTo(y);
                break;
            case ReluActivation:
                TensorPrimitives.Max(x, 0f, y);
                break;
            case SigmoidActivation:
                TensorPrimitives.Sigmoid(x, y);
                break;
            case TanhActivation:
                TensorPrimitives.Tanh(x, y);
                break;
            default:
                throw new ArgumentException($"The managed engine does not know the activation {activation.GetType().Name}.");
        }
    }

    private void BackwardChunk(int start, int length, bool accumulate)
    {
        var y = new ReadOnlySpan<float>(output.Data + start, length);
        var dy = new ReadOnlySpan<float>(output.Gradient + start, length);
        var dx = new Span<float>(input.Gradient + start, length);
        for (var i = 0; i < length; i++)
        {
            var slope = activation switch
            {
                ReluActivation => y[i] > 0 ? 1f : 0f,
                SigmoidActivation => y[i] * (1 - y[i]),
                TanhActivation => 1 - (y[i] * y[i]),
                _ => 1f,
            };
            dx[i] = (accumulate ? dx[i] : 0) + (dy[i] * slope);
        }
    }

    private struct ForwardWork : IChunkWork
    {
        public ActivationOperation Operation;
        public int Length;

        public readonly void Execute(int chunk) =>
            Operation.ForwardChunk(chunk * ChunkLength, Math.Min(ChunkLength, Length - (chunk * ChunkLength)));
    }

    private struct BackwardWork : IChunkWork
    {
        public ActivationOperation Operation;
        public int Length;
        public bool Accumulate;

        public readonly void Execute(int chunk) =>
            Operation.BackwardChunk(chunk * ChunkLength, Math.Min(ChunkLength, Length - (chunk * ChunkLength)), Accumulate);
    }
}
