using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>Softmax over each row.</summary>
internal sealed class SoftmaxOperation(Value input, Value output) : RowOperation(output, 4 * output.Width)
{
    public Value Input => input;

    private GradientWrite _write;

    protected override bool BeginBackward()
    {
        _write = input.BeginGradient();
        return input.NeedsGradient;
    }

    protected override void ForwardRow(int row)
    {
        var x = input.Row(row);
        var y = Output.Row(row);
        TensorPrimitives.Subtract(x, TensorPrimitives.Max<float>(x), y);
        TensorPrimitives.Exp<float>(y, y);
        TensorPrimitives.Multiply(y, 1 / TensorPrimitives.Sum<float>(y), y);
    }

    // dx = y (dy - sum of dy y)
    protected override void BackwardRow(int row)
    {
        var y = Output.Row(row);
        var dy = Output.GradientRow(row);
        TensorPrimitives.Subtract(dy, TensorPrimitives.Dot<float>(dy, y), dy);
        _write.Put(input, row, dy, y);
    }
}
