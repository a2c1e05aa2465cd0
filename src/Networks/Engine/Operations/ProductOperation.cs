using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>The elementwise product of two values.</summary>
internal sealed class ProductOperation(Value left, Value right, Value output) : RowOperation(output, 3 * output.Width)
{
    public Value Left => left;

    public Value Right => right;

    private GradientWrite _left;
    private GradientWrite _right;

    protected override bool BeginBackward()
    {
        _left = left.BeginGradient();
        _right = right.BeginGradient();
        return left.NeedsGradient || right.NeedsGradient;
    }

    protected override void ForwardRow(int row) => TensorPrimitives.Multiply(left.Row(row), right.Row(row), Output.Row(row));

    protected override void BackwardRow(int row)
    {
        var gradient = Output.GradientRow(row);
        _left.Put(left, row, gradient, right.Row(row));
        _right.Put(right, row, gradient, left.Row(row));
    }
}
