using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The last steps and the changes of the gradient that came of them: what L-BFGS knows of the function's curvature.</summary>
/// <param name="capacity">The most pairs.</param>
/// <param name="length">The number of values.</param>
internal sealed class CurvaturePairs(int capacity, int length)
{
    private readonly double[] _weights = new double[capacity];

    /// <summary>The number of pairs.</summary>
    public int Count { get; private set; }

    // The oldest first.
    private List<AlignedBuffer> Steps { get; } = [];

    private List<AlignedBuffer> Changes { get; } = [];

    public void Clear() => Count = 0;

    /// <summary>Remembers a pair, unless the function curves the wrong way along it.</summary>
    public void Add(ReadOnlySpan<float> step, ReadOnlySpan<float> change)
    {
        var product = DoubleDot.Of(step, change);
        if (!(product > 1e-10 * Math.Sqrt(DoubleDot.Of(step, step) * DoubleDot.Of(change, change))))
        {
            return;
        }

        if (Count == capacity)
        {
            Rotate(Steps);
            Rotate(Changes);
            Count--;
        }
        else if (Count == Steps.Count)
        {
            Steps.Add(new AlignedBuffer(length));
            Changes.Add(new AlignedBuffer(length));
        }

        step.CopyTo(Steps[Count].Span);
        change.CopyTo(Changes[Count].Span);
        Count++;
    }

    /// <summary>Multiplies by the estimated inverse Hessian, in place (Nocedal and Wright, 2006, algorithm 7.4).</summary>
    public void ApplyInverseHessian(Span<float> direction)
    {
        if (Count == 0)
        {
            return;
        }

        for (var i = Count - 1; i >= 0; i--)
        {
            _weights[i] = DoubleDot.Of(Steps[i].Span, direction) / DoubleDot.Of(Steps[i].Span, Changes[i].Span);
            TensorPrimitives.MultiplyAdd(Changes[i].Span, (float)-_weights[i], direction, direction);
        }

        var last = Count - 1;
        var scale = DoubleDot.Of(Steps[last].Span, Changes[last].Span) / DoubleDot.Of(Changes[last].Span, Changes[last].Span);
        TensorPrimitives.Multiply(direction, (float)scale, direction);
        for (var i = 0; i < Count; i++)
        {
            var weight = _weights[i] - (DoubleDot.Of(Changes[i].Span, direction) / DoubleDot.Of(Steps[i].Span, Changes[i].Span));
            TensorPrimitives.MultiplyAdd(Steps[i].Span, (float)weight, direction, direction);
        }
    }

    public IEnumerable<WeightTensor> GetState()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return SessionState.Tensor($"lbfgs.step.{i}", Steps[i].Span);
            yield return SessionState.Tensor($"lbfgs.change.{i}", Changes[i].Span);
        }
    }

    public void SetState(NetworkWeights state)
    {
        for (Count = 0; Count < capacity && state.TryGet($"lbfgs.step.{Count}", out _); Count++)
        {
            Steps.Add(new AlignedBuffer(length));
            Changes.Add(new AlignedBuffer(length));
            SessionState.Restore(state, $"lbfgs.step.{Count}", Steps[Count].Span);
            SessionState.Restore(state, $"lbfgs.change.{Count}", Changes[Count].Span);
        }
    }

    private static void Rotate(List<AlignedBuffer> buffers)
    {
        var oldest = buffers[0];
        buffers.RemoveAt(0);
        buffers.Add(oldest);
    }
}
